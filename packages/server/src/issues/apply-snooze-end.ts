import type { Database } from "../db/database.ts";
import { addActivity } from "./activity-store.ts";
import { type Issue, listIssuesById, setIssueStatus } from "./issue-store.ts";
import {
  countEventsSince,
  countUsersSince,
  deleteSnoozes,
  type KeptSnooze,
  listDueSnoozes,
  listSnoozes,
} from "./snooze-store.ts";

/**
 * Re-opens the issues whose time of being ignored is over. Called before issues are read, so that no
 * reader sees another state than the next one.
 * @param now epoch ms
 */
export async function applyDueSnoozes(db: Database, now: number): Promise<void> {
  while ((await listDueSnoozes(db, now)).length > 0) {
    await db.transaction().execute(async (trx) => {
      // Asked again: somebody else may have ended them, or ignored the issues anew.
      await endSnoozes(trx, await listIssuesById(trx, await listDueSnoozes(trx, now)));
    });
  }
}

/**
 * Re-opens those of the issues that have come as often, or to as many users, as was asked when they were
 * ignored. Called when events have been counted.
 */
export async function applyReachedSnoozes(
  trx: Database,
  issueIds: number[],
  now: number,
): Promise<void> {
  const snoozes = await listSnoozes(trx, [...new Set(issueIds)]);
  const issues = await listIssuesById(
    trx,
    snoozes.map((snooze) => snooze.issueId),
  );
  const reached: Issue[] = [];
  for (const issue of issues) {
    const snooze = snoozes.find(({ issueId }) => issueId === issue.id);
    if (snooze && (await isReached(trx, { issue, snooze, now }))) reached.push(issue);
  }
  await endSnoozes(trx, reached);
}

async function isReached(
  trx: Database,
  { issue, snooze, now }: { issue: Issue; snooze: KeptSnooze; now: number },
): Promise<boolean> {
  const { until, count, countWindow, userCount, userWindow, createdAt } = snooze;
  if (until !== null && until <= now) return true;
  const since = (minutes: number) => Math.max(createdAt, now - minutes * 60_000);
  if (count !== null) {
    const events =
      countWindow === null
        ? issue.timesSeen - snooze.timesSeen
        : await countEventsSince(trx, issue.id, { since: since(countWindow), most: count });
    if (events >= count) return true;
  }
  if (userCount === null) return false;
  const users =
    userWindow === null
      ? issue.usersSeen - snooze.usersSeen
      : await countUsersSince(trx, issue.id, { since: since(userWindow), most: userCount });
  return users >= userCount;
}

/** What was said of an issue that is no longer ignored means nothing any more. */
async function endSnoozes(trx: Database, issues: Issue[]): Promise<void> {
  if (issues.length === 0) return;
  await deleteSnoozes(
    trx,
    issues.map((issue) => issue.id),
  );
  for (const { id: issueId, status } of issues) {
    if (status !== "ignored") continue;
    const reopened = { status: "unresolved", substatus: "ongoing", resolvedAt: null } as const;
    await setIssueStatus(trx, issueId, reopened);
    await addActivity(trx, { issueId, type: "set_unresolved" });
  }
}
