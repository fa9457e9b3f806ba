import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { RelayOrigin } from "../../db/schema.ts";
import type { RelayedRelease } from "./relayed-release-store.ts";

/** A release, and as which one it is sent: the outcome of an earlier revision says nothing of a later one. */
export type RelayRevision = Pick<RelayedRelease, "releaseId" | "revision">;

/** What a try to send a release came to. */
export type ReleaseOutcome =
  | { state: "sent"; commitCount: number; notes: string[] }
  | { state: "skipped"; reason: string };

interface RelayBeginning {
  /** Of the upstream that it is for. */
  connectionId: string;
  /** @default that which the release has, or else `asked` */
  origin?: RelayOrigin;
  /** The upstream has just told us of the release. @default what is known of it */
  isThere?: boolean;
}

/**
 * The commits of a release are to be sent, again if need be.
 * @returns the revision that is to be sent
 */
export function beginRelay(
  trx: Database,
  release: { id: number; organizationId: number },
  { connectionId, origin, isThere }: RelayBeginning,
): Promise<number> {
  return writeRevision(trx, release, {
    connectionId,
    state: "pending",
    reason: null,
    pendingSince: Date.now(),
    ...(origin && { origin }),
    ...(isThere && { isThere: 1 as const }),
  });
}

/**
 * Nothing of what was to be sent of a release is: not by a try that is under way either.
 * @param as.isThere the upstream has just told us of the release
 * @returns the revision that is not sent
 */
export function skipRelay(
  trx: Database,
  release: { id: number; organizationId: number },
  as: { connectionId: string; reason: string; isThere?: boolean },
): Promise<number> {
  const { connectionId, reason, isThere } = as;
  return writeRevision(trx, release, {
    connectionId,
    state: "skipped",
    reason,
    pendingSince: null,
    ...(isThere && { isThere: 1 as const }),
  });
}

async function writeRevision(
  trx: Database,
  { id: releaseId, organizationId }: { id: number; organizationId: number },
  written: {
    connectionId: string;
    state: "pending" | "skipped";
    reason: string | null;
    pendingSince: number | null;
    origin?: RelayOrigin;
    isThere?: 1;
  },
): Promise<number> {
  const now = Date.now();
  const begun = { ...written, attempts: 0, updatedAt: now };
  const row = { releaseId, organizationId, origin: "asked" as const, revision: 1 };
  const { revision } = await trx
    .insertInto("relayedReleases")
    .values({ ...row, notes: "[]", createdAt: now, ...begun })
    .onConflict((conflict) =>
      conflict.column("releaseId").doUpdateSet(({ eb }) => ({
        isThere: ofConnection<0 | 1>(written.connectionId, "isThere", 0),
        sentDigest: ofConnection<string | null>(written.connectionId, "sentDigest", null),
        ...begun,
        revision: eb("relayedReleases.revision", "+", 1),
      })),
    )
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

/** What is known of the same upstream stays; another one has had nothing of it. */
function ofConnection<Value>(
  connectionId: string,
  column: "isThere" | "sentDigest",
  none: Value,
): RawBuilder<Value> {
  const [known, kept] = ["connectionId", column].map((name) => sql.ref(`relayedReleases.${name}`));
  return sql`case when ${known} = ${connectionId} then ${kept} else ${sql.lit(none)} end`;
}

/**
 * Keeps, before they are sent, which commits are: after a kill they are known for ours.
 * @returns false when the release has another revision now: then they are not to be sent
 */
export async function beginSending(
  db: Database,
  revision: RelayRevision,
  sentDigest: string,
): Promise<boolean> {
  const changed = await revisionOf(db, revision)
    .set({ state: "sending", isThere: 1, sentDigest, updatedAt: Date.now() })
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Does nothing when the release has another revision now. */
export async function storeReleaseOutcome(
  db: Database,
  revision: RelayRevision,
  outcome: ReleaseOutcome,
): Promise<void> {
  const now = Date.now();
  const { state } = outcome;
  await revisionOf(db, revision)
    .set(({ eb }) => ({
      state,
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
    .execute();
}

/** A try failed, and another one comes: it stays `pending` or `sending`, as it is. */
export async function storeReleaseTry(
  db: Database,
  revision: RelayRevision,
  reason: string,
): Promise<void> {
  await revisionOf(db, revision)
    .set(({ eb }) => ({ reason, attempts: eb("attempts", "+", 1), updatedAt: Date.now() }))
    .execute();
}

function revisionOf(db: Database, { releaseId, revision }: RelayRevision) {
  return db
    .updateTable("relayedReleases")
    .where("releaseId", "=", releaseId)
    .where("revision", "=", revision);
}
