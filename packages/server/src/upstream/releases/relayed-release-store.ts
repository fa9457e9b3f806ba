import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { type Page, readPage } from "../../db/page.ts";
import type { RelayedState, RelayOrigin, ReleaseCommitsState } from "../../db/schema.ts";

/** How far a release has come on its way to the upstream. */
export interface RelayedRelease {
  releaseId: number;
  version: string;
  /** Of the upstream that it is for. */
  connectionId: string;
  origin: RelayOrigin;
  /** The upstream has had it: when it has it no more, somebody has deleted it. */
  isThere: boolean;
  state: RelayedState;
  revision: number;
  /** Of the commits that were sent last, or were about to be. */
  sentDigest: string | null;
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
  { page, state }: { page: Page; state?: RelayedState | undefined },
): Promise<RelayedRelease[]> {
  let rows = selectRelayed(db).where("relayedReleases.organizationId", "=", organizationId);
  if (state) rows = rows.where(stateOfRelease, "=", state);
  const id = sql.ref("relayedReleases.releaseId");
  return (await readPage(rows, { key: id, id, direction: "desc" }, page)).map(toRelayed);
}

/** Its state, where one whose commits could not be fetched has failed: nothing will be sent by itself. */
export const stateOfRelease = sql<RelayedState>`case
  when ${sql.ref("relayedReleases.state")} = 'pending' and ${sql.ref("releases.commitsState")} = 'failed' then 'failed'
  else ${sql.ref("relayedReleases.state")} end`;

function selectRelayed(db: Database) {
  return db
    .selectFrom("relayedReleases")
    .innerJoin("releases", "releases.id", "relayedReleases.releaseId")
    .select([
      "relayedReleases.releaseId",
      "releases.version",
      "relayedReleases.connectionId",
      "relayedReleases.origin",
      "relayedReleases.isThere",
      stateOfRelease.as("state"),
      "relayedReleases.revision",
      "relayedReleases.sentDigest",
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

type Row = Omit<RelayedRelease, "notes" | "isThere"> & {
  notes: string;
  isThere: 0 | 1;
  commitsState: ReleaseCommitsState;
  commitsReason: string | null;
};

/** Before its commits are sent they are fetched, which may wait for a host, or fail with a reason of its own. */
function toRelayed({ commitsState, commitsReason, notes, ...row }: Row): RelayedRelease {
  const isFetching = row.reason === null && commitsState !== "done";
  return {
    ...row,
    isThere: row.isThere === 1,
    notes: JSON.parse(notes) as string[],
    ...(isFetching && commitsReason !== null && { reason: commitsReason }),
  };
}
