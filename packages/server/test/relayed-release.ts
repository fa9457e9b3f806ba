import {
  findRelayedRelease,
  type RelayedRelease,
} from "../src/upstream/releases/relayed-release-store.ts";
import type { TestApi } from "./start-api.ts";

/** How far a release has come on its way to the upstream; undefined when it is not there, or not relayed. */
export async function relayedRelease(
  { db }: TestApi,
  version: string,
): Promise<RelayedRelease | undefined> {
  const release = await db
    .selectFrom("releases")
    .select("id")
    .where("version", "=", version)
    .executeTakeFirst();
  return release && findRelayedRelease(db, release.id);
}
