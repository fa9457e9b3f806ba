import type { Database } from "../../db/database.ts";
import type { RelayedIssue } from "./relayed-issue-store.ts";

/** What a try to resolve an issue came to. */
export type IssueOutcome =
  | { state: "sent"; answer: unknown }
  | { state: "skipped"; reason: string };

/** One of an upstream: with another connection its row is about something else. */
export type IssueRow = Pick<RelayedIssue, "id" | "connectionId">;

/** Numbers of one `in (…)`, well below the limit of parameters. */
const IDS_PER_QUERY = 1_000;

/** They are to be resolved, with all attempts. */
export async function makePending(trx: Database, ids: number[]): Promise<void> {
  const now = Date.now();
  for (const some of inParts(ids)) {
    await trx
      .updateTable("relayedIssues")
      .set({ state: "pending", reason: null, attempts: 0, pendingSince: now, updatedAt: now })
      .where("id", "in", some)
      .execute();
  }
}

/** They are not to be resolved, unless a person asks for it. */
export async function skipIssues(trx: Database, ids: number[], reason: string): Promise<void> {
  const skipped = { state: "skipped" as const, reason, updatedAt: Date.now() };
  for (const some of inParts(ids)) {
    await trx.updateTable("relayedIssues").set(skipped).where("id", "in", some).execute();
  }
}

/**
 * A person asks for it once more, of the upstream that is connected: what others did to the issue before does
 * not count any more.
 */
export async function askAgain(trx: Database, { id, connectionId }: IssueRow): Promise<void> {
  await trx
    .updateTable("relayedIssues")
    .set({ connectionId, askedAt: Date.now(), sendingSince: null })
    .where("id", "=", id)
    .execute();
  await makePending(trx, [id]);
}

/**
 * The issue is about to be asked for: what becomes of it after this may be a person's doing.
 * @returns false when it is not to be asked for any more
 */
export async function makeSending(db: Database, row: IssueRow): Promise<boolean> {
  const now = Date.now();
  const changed = await openRow(db, row)
    .set({ state: "sending", sendingSince: now, updatedAt: now })
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Does nothing when it is not open any more. */
export async function storeIssueOutcome(
  db: Database,
  row: IssueRow,
  outcome: IssueOutcome,
): Promise<void> {
  const now = Date.now();
  const { state } = outcome;
  await openRow(db, row)
    .set(({ eb }) => ({
      state,
      attempts: eb("attempts", "+", 1),
      updatedAt: now,
      ...(outcome.state === "sent"
        ? { reason: null, answer: JSON.stringify(outcome.answer), sentAt: now }
        : { reason: outcome.reason }),
    }))
    .execute();
}

/** A try failed, and another one comes: it stays `pending` or `sending`, as it is. */
export async function storeIssueTry(db: Database, row: IssueRow, reason: string): Promise<void> {
  await openRow(db, row)
    .set(({ eb }) => ({ reason, attempts: eb("attempts", "+", 1), updatedAt: Date.now() }))
    .execute();
}

function openRow(db: Database, { id, connectionId }: IssueRow) {
  return db
    .updateTable("relayedIssues")
    .where("id", "=", id)
    .where("connectionId", "=", connectionId)
    .where("state", "in", ["pending", "sending"]);
}

function* inParts(ids: number[]): Generator<number[]> {
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    yield ids.slice(start, start + IDS_PER_QUERY);
  }
}
