import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { RelayedReleaseState, RelayOrigin, ReleaseCommitsState } from "../db/schema.ts";

/** How far a release has come on its way to the upstream. */
export interface RelayedRelease {
  releaseId: number;
  version: string;
  origin: RelayOrigin;
  state: RelayedReleaseState;
  revision: number;
  /** Why it is so, a sentence. */
  reason: string | null;
  /** What had to be shortened. */
  notes: string[];
  attempts: number;
  /** How many commits were sent. */
  commitCount: number | null;
  sentAt: number | null;
  updatedAt: number;
}

/** What a try to send a release came to. */
export type ReleaseOutcome =
  | { state: "sent"; commitCount: number; notes: string[] }
  | { state: "pending" | "failed" | "skipped"; reason: string };

/**
 * The commits of a release are to be sent, again if need be.
 * @param origin when it is left out, that which the release has, or else `asked`
 * @returns the revision that is to be sent
 */
export async function beginRelay(
  trx: Database,
  release: { id: number; organizationId: number },
  origin?: RelayOrigin,
): Promise<number> {
  const now = Date.now();
  const begun = {
    state: "pending" as const,
    reason: null,
    attempts: 0,
    pendingSince: now,
    updatedAt: now,
    ...(origin && { origin }),
  };
  const { id: releaseId, organizationId } = release;
  const row = { releaseId, organizationId, origin: "asked" as const, revision: 1 };
  const { revision } = await trx
    .insertInto("relayedReleases")
    .values({ ...row, notes: "[]", createdAt: now, ...begun })
    .onConflict((conflict) =>
      conflict
        .column("releaseId")
        .doUpdateSet(({ eb }) => ({ ...begun, revision: eb("relayedReleases.revision", "+", 1) })),
    )
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

/** Does nothing when the release has another revision now. */
export async function storeReleaseOutcome(
  db: Database,
  { releaseId, revision }: Pick<RelayedRelease, "releaseId" | "revision">,
  outcome: ReleaseOutcome,
): Promise<void> {
  const now = Date.now();
  await db
    .updateTable("relayedReleases")
    .set(({ eb }) => ({
      state: outcome.state,
      attempts: eb("attempts", "+", 1),
      updatedAt: now,
      ...(outcome.state === "sent"
        ? {
            reason: null,
            notes: JSON.stringify(outcome.notes),
            commitCount: outcome.commitCount,
            sentAt: now,
          }
        : { reason: outcome.reason }),
    }))
    .where("releaseId", "=", releaseId)
    .where("revision", "=", revision)
    .execute();
}

export async function findRelayedRelease(
  db: Database,
  releaseId: number,
): Promise<RelayedRelease | undefined> {
  const row = await selectRelayed(db).where("releaseId", "=", releaseId).executeTakeFirst();
  return row && toRelayed(row);
}

/** Newest first; a page of `readPage`. */
export async function listRelayedReleases(
  db: Database,
  organizationId: number,
  { page, state }: { page: Page; state?: RelayedReleaseState | undefined },
): Promise<RelayedRelease[]> {
  let rows = selectRelayed(db).where("relayedReleases.organizationId", "=", organizationId);
  if (state) rows = rows.where(stateOfRelease, "=", state);
  const id = sql.ref("relayedReleases.releaseId");
  return (await readPage(rows, { key: id, id, direction: "desc" }, page)).map(toRelayed);
}

/** Its state, where one whose commits could not be fetched has failed: nothing will be sent by itself. */
export const stateOfRelease = sql<RelayedReleaseState>`case
  when ${sql.ref("relayedReleases.state")} = 'pending' and ${sql.ref("releases.commitsState")} = 'failed' then 'failed'
  else ${sql.ref("relayedReleases.state")} end`;

function selectRelayed(db: Database) {
  return db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select([
      "relayedReleases.releaseId",
      "releases.version",
      "relayedReleases.origin",
      stateOfRelease.as("state"),
      "relayedReleases.revision",
      "relayedReleases.reason",
      "releases.commitsState",
      "releases.commitsReason",
      "relayedReleases.notes",
      "relayedReleases.attempts",
      "relayedReleases.commitCount",
      "relayedReleases.sentAt",
      "relayedReleases.updatedAt",
    ]);
}

type Row = Omit<RelayedRelease, "notes"> & {
  notes: string;
  commitsState: ReleaseCommitsState;
  commitsReason: string | null;
};

/** Before its commits are sent they are fetched, which may wait for a host, or fail with a reason of its own. */
function toRelayed({ commitsState, commitsReason, notes, ...row }: Row): RelayedRelease {
  const isFetching = row.reason === null && commitsState !== "done";
  return {
    ...row,
    notes: JSON.parse(notes) as string[],
    ...(isFetching && commitsReason !== null && { reason: commitsReason }),
  };
}
