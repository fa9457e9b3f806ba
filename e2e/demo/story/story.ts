import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";
import { makeRepository } from "./1-make-repository.ts";
import { connect } from "./2-connect.ts";
import { linkRepository } from "./3-link-repository.ts";
import { crash, mapCode } from "./4-crash.ts";
import { fix } from "./5-fix.ts";
import { release } from "./6-release.ts";
import { regress } from "./7-regress.ts";

/** Below the organization's address: the page that shows how it ended. */
export const LAST_PAGE = "issues/SHOP-1/";

/** The whole story, in order: a crash, a fix that is pushed, merged and released, and a regression. */
export async function tellStory(narrator: Narrator, world: World): Promise<void> {
  const clone = await makeRepository(narrator, world);
  const integrationId = await connect(narrator, world);
  const repositoryId = await linkRepository(narrator, world, integrationId);
  const shop = await crash(narrator, world, clone);
  await mapCode(narrator, world, shop, repositoryId);
  await fix(narrator, world, clone);
  await release(narrator, { ...world, token: world.adminToken }, clone);
  await regress(narrator, world, shop);
}
