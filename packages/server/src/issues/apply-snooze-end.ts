import type { Database } from "../db/database.ts";
import { addActivity } from "./activity-store.ts";
import { listIssuesById, setIssueStatus } from "./issue-store.ts";
import {
  countEventsSince,
  countUsersSince,
  deleteSnooze,
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
  const due = await listDueSnoozes(db, now);
  if (due.length === 0) return;
  await db.transaction().execute(async (trx) => {
    // Somebody else may have done it meanwhile.
    for (const snooze of await listSnoozes(trx, due)) await endSnooze(trx, snooze);
  });
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
  for (const snooze of await listSnoozes(trx, [...new Set(issueIds)])) {
    if (await isReached(trx, snooze, now)) await endSnooze(trx, snooze);
  }
}

async function isReached(trx: Database, snooze: KeptSnooze, now: number): Promise<boolean> {
  const { issueId, until, count, countWindow, userCount, userWindow, createdAt } = snooze;
  if (until !== null && until <= now) return true;
  const [issue] = await listIssuesById(trx, [issueId]);
  if (!issue) return false;
  const since = (minutes: number) => Math.max(createdAt, now - minutes * 60_000);
  if (count !== null) {
    const events =
      countWindow === null
        ? issue.timesSeen - snooze.timesSeen
        : await countEventsSince(trx, issueId, { since: since(countWindow), most: count });
    if (events >= count) return true;
  }
  if (userCount === null) return false;
  const users =
    userWindow === null
      ? issue.usersSeen - snooze.usersSeen
      : await countUsersSince(trx, issueId, since(userWindow));
  return users >= userCount;
}

/** What was said of an issue that is no longer ignored means nothing any more. */
async function endSnooze(trx: Database, { issueId }: KeptSnooze): Promise<void> {
  await deleteSnooze(trx, issueId);
  const [issue] = await listIssuesById(trx, [issueId]);
  if (issue?.status !== "ignored") return;
  const reopened = { status: "unresolved", substatus: "ongoing", resolvedAt: null } as const;
  await setIssueStatus(trx, issueId, reopened);
  await addActivity(trx, { issueId, type: "set_unresolved" });
}
