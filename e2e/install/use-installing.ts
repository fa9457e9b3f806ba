import { afterAll, beforeAll, beforeEach } from "vitest";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { uninstallAll } from "../world/uninstall-all.ts";
import { Installing } from "./installing.ts";

/**
 * One world for the tests of a file, each of which begins without an integration.
 * @param take is given it before the first test
 */
export function useInstalling(
  take: (begun: { world: World; installing: Installing }) => void,
  environment: Record<string, string> = {},
): void {
  let world: World;
  beforeAll(async () => {
    world = await startTestWorld(environment);
    take({ world, installing: new Installing(world) });
  });
  afterAll(() => world.close());
  beforeEach(() => uninstallAll(world));
}
