import type { Database } from "../db/database.ts";
import type { IssueStatus } from "../db/schema.ts";

/** Events that are one and the same fault. */
export interface Issue {
  id: number;
  organizationId: number;
  projectId: number;
  /** The counter behind the short id: 1 is `SHOP-1`. */
  number: number;
  title: string;
  culprit: string;
  type: string;
  level: string;
  /** JSON, as Sentry has it for the type. */
  metadata: string;
  /** Sentry's word for the language, such as `node`. */
  platform: string;
  status: IssueStatus;
  substatus: string | null;
  timesSeen: number;
  usersSeen: number;
  firstSeen: number;
  lastSeen: number;
  firstReleaseId: number | null;
  lastReleaseId: number | null;
  resolvedAt: number | null;
  assigneeId: number | null;
}

/** How an issue presents itself: as its newest event does. */
export type IssueFace = Pick<
  Issue,
  "title" | "culprit" | "type" | "level" | "metadata" | "platform"
>;

export function findIssueByHash(
  db: Database,
  projectId: number,
  hash: string,
): Promise<Issue | undefined> {
  return db
    .selectFrom("issues")
    .innerJoin("issueHashes", "issueHashes.issueId", "issues.id")
    .where("issueHashes.projectId", "=", projectId)
    .where("issueHashes.hash", "=", hash)
    .selectAll("issues")
    .executeTakeFirst();
}

/** @param ids at most 1,000 */
export function listIssuesById(db: Database, ids: number[]): Promise<Issue[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db.selectFrom("issues").selectAll().where("id", "in", ids).execute();
}

export interface NewIssue extends IssueFace {
  projectId: number;
  hash: string;
  firstReleaseId: number | null;
  firstSeen: number;
}

/** Makes an issue with the next number of its project; its first event is still to be counted. */
export async function insertIssue(trx: Database, { hash, ...issue }: NewIssue): Promise<Issue> {
  const { issueCounter, organizationId } = await trx
    .updateTable("projects")
    .set((eb) => ({ issueCounter: eb("issueCounter", "+", 1) }))
    .where("id", "=", issue.projectId)
    .returning(["issueCounter", "organizationId"])
    .executeTakeFirstOrThrow();
  const row = await trx
    .insertInto("issues")
    .values({
      ...issue,
      organizationId,
      number: issueCounter,
      status: "unresolved",
      substatus: "new",
      lastSeen: issue.firstSeen,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("issueHashes")
    .values({ projectId: issue.projectId, hash, issueId: row.id })
    .execute();
  const title = row.title.toLowerCase();
  await trx.insertInto("issueTitles").values({ issueId: row.id, title }).execute();
  return row;
}

/** Counts an event; events may arrive out of order. */
export async function countEvent(
  trx: Database,
  issue: Issue,
  event: { occurredAt: number; releaseId: number | null; face: IssueFace },
): Promise<void> {
  const isNewest = event.occurredAt >= issue.lastSeen;
  const isOldest = event.occurredAt < issue.firstSeen;
  await trx
    .updateTable("issues")
    .set((eb) => ({ timesSeen: eb("timesSeen", "+", 1) }))
    .$if(isNewest, (query) => query.set({ ...event.face, lastSeen: event.occurredAt }))
    .$if(isOldest, (query) => query.set({ firstSeen: event.occurredAt }))
    .$if(isNewest && event.releaseId !== null, (query) =>
      query.set({ lastReleaseId: event.releaseId }),
    )
    .where("id", "=", issue.id)
    .execute();
  if (isNewest && event.face.title !== issue.title) {
    const title = event.face.title.toLowerCase();
    await trx.updateTable("issueTitles").set({ title }).where("issueId", "=", issue.id).execute();
  }
}

/** Counts users whom the issue had not hit before. */
export async function countNewUsers(trx: Database, issueId: number, users: number): Promise<void> {
  await trx
    .updateTable("issues")
    .set((eb) => ({ usersSeen: eb("usersSeen", "+", users) }))
    .where("id", "=", issueId)
    .execute();
}

/** What the status becomes, by whatever cause. */
export async function setIssueStatus(
  trx: Database,
  issueId: number,
  status: { status: IssueStatus; substatus: string | null; resolvedAt: number | null },
): Promise<void> {
  await trx.updateTable("issues").set(status).where("id", "=", issueId).execute();
}

/** @param assigneeId number of the user; null: it is nobody's */
export async function setAssignee(
  trx: Database,
  issueId: number,
  assigneeId: number | null,
): Promise<void> {
  await trx.updateTable("issues").set({ assigneeId }).where("id", "=", issueId).execute();
}

/** Deletes issues with their events and all that was told of them. */
export async function deleteIssues(trx: Database, ids: number[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom("issues").where("id", "in", ids).execute();
}

/** What an issue's events are grouped by. */
export async function listIssueHashes(db: Database, issueId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("issueHashes")
    .select("hash")
    .where("issueId", "=", issueId)
    .orderBy("hash")
    .execute();
  return rows.map((row) => row.hash);
}
