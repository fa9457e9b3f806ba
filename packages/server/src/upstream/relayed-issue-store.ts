import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { RelayedIssueState } from "../db/schema.ts";

/** A commit names an issue that the upstream may have, and how far that has come. */
export interface RelayedIssue {
  id: number;
  organizationId: number;
  /** Short id in upper case, or the issue's number. */
  issue: string;
  sha: string;
  /** `KEY/slug`. */
  repository: string;
  state: RelayedIssueState;
  /** Why it is so, a sentence. */
  reason: string | null;
  attempts: number;
  /** What the upstream said of the issue after that. */
  answer: unknown;
  sendingSince: number | null;
  sentAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Keeps what a commit names, once. */
export async function insertRelayedIssues(
  trx: Database,
  organizationId: number,
  named: { commitId: number; issue: string }[],
): Promise<void> {
  if (named.length === 0) return;
  const now = Date.now();
  const row = { organizationId, state: "waiting" as const, createdAt: now, updatedAt: now };
  await trx
    .insertInto("relayedIssues")
    .values(named.map((one) => ({ ...one, ...row })))
    .onConflict((conflict) => conflict.columns(["commitId", "issue"]).doNothing())
    .execute();
}

/** Those of the issues that these commits name. */
export function listNamedIssues(
  trx: Database,
  commitIds: number[],
): Promise<{ id: number; commitId: number; issue: string; state: RelayedIssueState }[]> {
  return trx
    .selectFrom("relayedIssues")
    .select(["id", "commitId", "issue", "state"])
    .where("commitId", "in", commitIds)
    .execute();
}

/** They are to be resolved, with all attempts. */
export async function makePending(trx: Database, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const now = Date.now();
  await trx
    .updateTable("relayedIssues")
    .set({ state: "pending", reason: null, attempts: 0, pendingSince: now, updatedAt: now })
    .where("id", "in", ids)
    .execute();
}

/** The issues are about to be asked for: what becomes of them after this may be a person's doing. */
export async function makeSending(db: Database, id: number): Promise<void> {
  const now = Date.now();
  await db
    .updateTable("relayedIssues")
    .set({ state: "sending", sendingSince: now, updatedAt: now })
    .where("id", "=", id)
    .execute();
}

/** What a try to resolve an issue came to. */
export type IssueOutcome =
  | { state: "sent"; answer: unknown }
  | { state: "pending" | "sending" | "failed" | "skipped"; reason: string };

export async function storeIssueOutcome(
  db: Database,
  id: number,
  outcome: IssueOutcome,
): Promise<void> {
  const now = Date.now();
  await db
    .updateTable("relayedIssues")
    .set(({ eb }) => ({
      state: outcome.state,
      attempts: eb("attempts", "+", 1),
      updatedAt: now,
      ...(outcome.state === "sent"
        ? { reason: null, answer: JSON.stringify(outcome.answer), sentAt: now }
        : { reason: outcome.reason }),
    }))
    .where("id", "=", id)
    .execute();
}

/** @param wanted with `organizationId`, only one of that organization */
export async function findRelayedIssue(
  db: Database,
  wanted: { id: number; organizationId?: number },
): Promise<RelayedIssue | undefined> {
  let rows = selectRelayed(db).where("relayedIssues.id", "=", wanted.id);
  if (wanted.organizationId !== undefined) {
    rows = rows.where("relayedIssues.organizationId", "=", wanted.organizationId);
  }
  const row = await rows.executeTakeFirst();
  return row && toRelayed(row);
}

/** Newest first; a page of `readPage`. */
export async function listRelayedIssues(
  db: Database,
  organizationId: number,
  { page, state }: { page: Page; state?: RelayedIssueState | undefined },
): Promise<RelayedIssue[]> {
  let rows = selectRelayed(db).where("relayedIssues.organizationId", "=", organizationId);
  if (state) rows = rows.where("relayedIssues.state", "=", state);
  const id = sql.ref("relayedIssues.id");
  return (await readPage(rows, { key: id, id, direction: "desc" }, page)).map(toRelayed);
}

function selectRelayed(db: Database) {
  return db
    .selectFrom("relayedIssues")
    .innerJoin("commits", "commits.id", "relayedIssues.commitId")
    .innerJoin("repositories", "repositories.id", "commits.repositoryId")
    .select([
      "relayedIssues.id",
      "relayedIssues.organizationId",
      "relayedIssues.issue",
      "commits.sha",
      "repositories.name as repository",
      "relayedIssues.state",
      "relayedIssues.reason",
      "relayedIssues.attempts",
      "relayedIssues.answer",
      "relayedIssues.sendingSince",
      "relayedIssues.sentAt",
      "relayedIssues.createdAt",
      "relayedIssues.updatedAt",
    ]);
}

function toRelayed(row: Omit<RelayedIssue, "answer"> & { answer: string | null }): RelayedIssue {
  return { ...row, answer: row.answer === null ? null : (JSON.parse(row.answer) as unknown) };
}
