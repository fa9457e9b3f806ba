import { afterAll, beforeAll, beforeEach } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { startTestBitbucket, startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { uninstallAll } from "../world/uninstall-all.ts";
import { connect, type Linking } from "./linking.ts";

/**
 * One world for the tests of a file. Each begins without a past, connected to a new Bitbucket, whose
 * repository SHOP/web it may link.
 * @param take is given both before each test
 */
export function useLinking(take: (begun: { world: World; linking: Linking }) => void): void {
  let world: World;
  beforeAll(async () => {
    world = await startTestWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await uninstallAll(world);
    const { bitbucket } = await startTestBitbucket();
    await addRepository(bitbucket, "SHOP", "web");
    take({ world, linking: await connect(world, bitbucket) });
  });
}
