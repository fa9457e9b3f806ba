import type { Database } from "../../db/database.ts";
import type { RelayedState } from "../../db/schema.ts";
import { stateOfRelease } from "../releases/relayed-release-store.ts";

/** What is relayed: releases with their commits, and issues that commits resolve. */
export type Relayed = "release" | "issue";

/** How many are in each state that any is in. @param organizationId of all organizations when absent */
export function countRelayed(
  db: Database,
  what: Relayed,
  organizationId?: number,
): Promise<{ state: RelayedState; count: number }[]> {
  return what === "release" ? countReleases(db, organizationId) : countIssues(db, organizationId);
}

function countReleases(db: Database, organizationId: number | undefined) {
  const rows = db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select((eb) => [stateOfRelease.as("state"), eb.fn.countAll<number>().as("count")])
    .groupBy(stateOfRelease);
  if (organizationId === undefined) return rows.execute();
  return rows.where("relayedReleases.organizationId", "=", organizationId).execute();
}

function countIssues(db: Database, organizationId: number | undefined) {
  const rows = db
    .selectFrom("relayedIssues")
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .groupBy("state");
  if (organizationId === undefined) return rows.execute();
  return rows.where("organizationId", "=", organizationId).execute();
}

/** Since when the oldest one that is under way is so, in epoch milliseconds; null when none is. */
export function findOldestPending(
  db: Database,
  what: Relayed,
  organizationId?: number,
): Promise<number | null> {
  return what === "release"
    ? findOldestRelease(db, organizationId)
    : findOldestIssue(db, organizationId);
}

async function findOldestRelease(db: Database, organizationId: number | undefined) {
  let rows = db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select((eb) => eb.fn.min("relayedReleases.pendingSince").as("since"))
    .where("relayedReleases.state", "in", ["pending", "sending"])
    .where(stateOfRelease, "in", ["pending", "sending"]);
  if (organizationId !== undefined)
    rows = rows.where("relayedReleases.organizationId", "=", organizationId);
  return (await rows.executeTakeFirstOrThrow()).since;
}

async function findOldestIssue(db: Database, organizationId: number | undefined) {
  let rows = db
    .selectFrom("relayedIssues")
    .select((eb) => eb.fn.min("pendingSince").as("since"))
    .where("state", "in", ["pending", "sending"]);
  if (organizationId !== undefined) rows = rows.where("organizationId", "=", organizationId);
  return (await rows.executeTakeFirstOrThrow()).since;
}
