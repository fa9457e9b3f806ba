import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { type Page, readPage } from "../../db/page.ts";
import type { RelayedState } from "../../db/schema.ts";
import { forkKey, listForkedIssues, type NamedIssue } from "./forked-issue-store.ts";
import type { Upstream } from "../types.ts";

/** A commit names an issue that the upstream may have, and how far that has come. */
export interface RelayedIssue {
  id: number;
  organizationId: number;
  /** Of the upstream that it is for. */
  connectionId: string;
  /** Short id in upper case, or the issue's number. */
  issue: string;
  sha: string;
  /** `KEY/slug`. */
  repository: string;
  state: RelayedState;
  /** Why it is so, a sentence. */
  reason: string | null;
  attempts: number;
  /** What the upstream said of the issue after that. */
  answer: unknown;
  /** When the commit came, or a person asked for it once more. */
  askedAt: number;
  sendingSince: number | null;
  sentAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** Keeps what a commit names of an upstream's issues, once: also when it is in several forks. */
export async function insertRelayedIssues(
  trx: Database,
  { organizationId, connectionId }: Pick<Upstream, "organizationId" | "connectionId">,
  named: NamedIssue[],
): Promise<void> {
  if (named.length === 0) return;
  const forked = await listForkedIssues(trx, { organizationId, connectionId }, named);
  const now = Date.now();
  const times = { askedAt: now, createdAt: now, updatedAt: now };
  const row = { organizationId, connectionId, state: "waiting" as const, ...times };
  await trx
    .insertInto("relayedIssues")
    .values(named.map((one) => ({ ...one, ...row, ...forked.get(forkKey(one)) })))
    .onConflict((conflict) => conflict.columns(["commitId", "issue"]).doNothing())
    .execute();
}

/** Those of the issues that these commits name. */
export function listNamedIssues(
  trx: Database,
  commitIds: number[],
): Promise<{ id: number; commitId: number; issue: string; state: RelayedState }[]> {
  return trx
    .selectFrom("relayedIssues")
    .select(["id", "commitId", "issue", "state"])
    .where("commitId", "in", commitIds)
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
  { page, state }: { page: Page; state?: RelayedState | undefined },
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
      "relayedIssues.connectionId",
      "relayedIssues.issue",
      "commits.sha",
      "repositories.name as repository",
      "relayedIssues.state",
      "relayedIssues.reason",
      "relayedIssues.attempts",
      "relayedIssues.answer",
      "relayedIssues.askedAt",
      "relayedIssues.sendingSince",
      "relayedIssues.sentAt",
      "relayedIssues.createdAt",
      "relayedIssues.updatedAt",
    ]);
}

function toRelayed(row: Omit<RelayedIssue, "answer"> & { answer: string | null }): RelayedIssue {
  return { ...row, answer: row.answer === null ? null : (JSON.parse(row.answer) as unknown) };
}
