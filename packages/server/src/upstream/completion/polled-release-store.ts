import type { Database } from "../../db/database.ts";
import { toStorableText } from "../../db/to-storable-text.ts";
import type { Release } from "../../releases/release-store.ts";
import type { SeenDeploys } from "./read-deploys.ts";
import type { Upstream } from "../types.ts";

/** A release that waits until it is known which commit it is. */
export interface WaitingRelease {
  releaseId: number;
  version: string;
  seenDeploys: SeenDeploys;
}

/** Those that wait, by their versions. */
export async function listWaitingReleases(
  db: Database,
  { organizationId, connectionId }: Upstream,
): Promise<Map<string, WaitingRelease>> {
  const rows = await db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select(["relayedReleases.releaseId", "releases.version"])
    .select(["relayedReleases.deploysSeen", "relayedReleases.deploys"])
    .where("relayedReleases.organizationId", "=", organizationId)
    .where("relayedReleases.connectionId", "=", connectionId)
    .where("relayedReleases.state", "=", "waiting")
    .execute();
  return new Map(
    rows.map(({ releaseId, version, deploysSeen: count, deploys: json }) => {
      const seenDeploys = { count, deploys: JSON.parse(json) as SeenDeploys["deploys"] };
      return [version, { releaseId, version, seenDeploys }];
    }),
  );
}

/**
 * A release without commits waits until it is known which it is; one that is relayed to this upstream already
 * does not.
 */
export async function beginWaiting(
  trx: Database,
  { organizationId, connectionId }: Upstream,
  { id }: Release,
): Promise<void> {
  const now = Date.now();
  const begun = {
    connectionId,
    origin: "found" as const,
    state: "waiting" as const,
    reason: "Its build may be about to set its commits. It is looked at again soon.",
    sentDigest: null,
    deploysSeen: 0,
    deploys: "[]",
    createdAt: now,
    updatedAt: now,
  };
  await trx
    .insertInto("relayedReleases")
    .values({ releaseId: id, organizationId, revision: 0, notes: "[]", ...begun })
    .onConflict((conflict) =>
      conflict
        .column("releaseId")
        .doUpdateSet(({ eb }) => ({ ...begun, revision: eb("relayedReleases.revision", "+", 1) }))
        .where("relayedReleases.connectionId", "!=", connectionId),
    )
    .execute();
}

/** A person has it looked at once more which commit it is, at the upstream that is connected. */
export async function waitAgain(
  trx: Database,
  { connectionId }: Pick<Upstream, "connectionId">,
  releaseId: number,
): Promise<void> {
  await trx
    .updateTable("relayedReleases")
    .set(({ eb }) => ({
      connectionId,
      state: "waiting",
      reason: "It is looked at again soon.",
      attempts: 0,
      deploysSeen: 0,
      pendingSince: null,
      revision: eb("revision", "+", 1),
      updatedAt: Date.now(),
    }))
    .where("releaseId", "=", releaseId)
    .execute();
}

interface WaitingOutcome {
  state: "waiting" | "skipped";
  reason: string;
  seenDeploys?: SeenDeploys;
}

/** Keeps why it waits on, or is left alone. */
export async function storeWaiting(
  db: Database,
  releaseId: number,
  { state, reason, seenDeploys: seen }: WaitingOutcome,
): Promise<void> {
  await db
    .updateTable("relayedReleases")
    // The upstream's own words may be in it.
    .set({ state, reason: toStorableText(reason), updatedAt: Date.now() })
    .$if(seen !== undefined, (query) =>
      query.set({ deploysSeen: seen?.count ?? 0, deploys: JSON.stringify(seen?.deploys ?? []) }),
    )
    .where("releaseId", "=", releaseId)
    .where("state", "=", "waiting")
    .execute();
}

/** What the last look at the releases of an upstream saw; undefined before the first. */
export async function findPollCursor(
  db: Database,
  { organizationId, connectionId }: Upstream,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("upstreams")
    .select("pollCursor")
    .where("organizationId", "=", organizationId)
    .where("connectionId", "=", connectionId)
    .executeTakeFirst();
  return row?.pollCursor ?? undefined;
}

/** Keeps that, unless another upstream was connected meanwhile. */
export async function storePollCursor(
  db: Database,
  { organizationId, connectionId }: Upstream,
  pollCursor: string,
): Promise<void> {
  await db
    .updateTable("upstreams")
    .set({ pollCursor })
    .where("organizationId", "=", organizationId)
    .where("connectionId", "=", connectionId)
    .execute();
}
