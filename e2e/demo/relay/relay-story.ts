import type { Narrator } from "../narrator.ts";
import { makeRepository } from "../story/1-make-repository.ts";
import { linkRepository } from "../story/3-link-repository.ts";
import { crash } from "../story/4-crash.ts";
import { release } from "../story/6-release.ts";
import { completeByTag } from "./complete-by-tag.ts";
import { fixThere } from "./fix-there.ts";
import { meetSentry } from "./meet-sentry.ts";
import { outlastAbsence } from "./outlast-absence.ts";
import type { RelayWorld } from "./start-relay-world.ts";

/** Below the organization's address: the page that shows how it ended. */
export const LAST_RELAY_PAGE = "upstream/?tab=releases";

/** The story of a team that has a Sentry: crashes are there, commits are here, and the service is between. */
export async function tellRelayStory(narrator: Narrator, world: RelayWorld): Promise<void> {
  const clone = await makeRepository(narrator, world);
  const { integrationId, buildToken } = await meetSentry(narrator, world);
  await linkRepository(narrator, world, integrationId);
  const there = { service: world.sentry.api };
  const shop = await crash(narrator, there, clone);
  await fixThere(narrator, world, clone);
  // Builds speak to the service, with their token of the Sentry.
  const { serviceUrl, folder } = world;
  await release(narrator, { ...there, serviceUrl, folder, token: buildToken }, clone);
  await completeByTag(narrator, world, { clone, buildToken });
  await outlastAbsence(narrator, world, shop);
}
