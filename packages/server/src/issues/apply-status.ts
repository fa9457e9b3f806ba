import type { Database } from "../db/database.ts";
import type { ActivityType } from "../db/schema.ts";
import { addActivity, describeCommit } from "./activity-store.ts";
import { type Issue, setIssueStatus } from "./issue-store.ts";
import type { ManualResolution } from "./manual-resolution.ts";
import { deleteResolution, saveResolution } from "./resolution-store.ts";
import { deleteSnoozes, insertSnooze, type Snooze } from "./snooze-store.ts";

/** What a person makes of an issue. A substatus that is left out is the usual one. */
export type NewStatus =
  | { status: "resolved"; resolution: ManualResolution }
  | { status: "unresolved"; substatus?: OpenSubstatus | undefined }
  | { status: "ignored"; substatus?: ArchivedSubstatus | undefined; snooze?: Snooze | undefined };

/** What an issue that has a snooze is. */
export const UNTIL_CONDITION = "archived_until_condition_met";
export const OPEN = ["ongoing", "escalating", "regressed", "new"] as const;
export const ARCHIVED = ["archived_forever", "archived_until_escalating", UNTIL_CONDITION] as const;

type OpenSubstatus = (typeof OPEN)[number];
type ArchivedSubstatus = (typeof ARCHIVED)[number];

/**
 * Sets the status of an issue as a person asked. The status that it has already is no news, unless
 * something is told besides: in what the issue is resolved, or until when it is ignored.
 */
export async function applyStatus(
  trx: Database,
  issue: Issue,
  { userId, ...change }: NewStatus & { userId: number },
): Promise<void> {
  if (isNoNews(issue, change)) return;
  await setIssueStatus(trx, issue.id, {
    status: change.status,
    substatus: substatusOf(change),
    resolvedAt: change.status === "resolved" ? Date.now() : null,
  });
  await deleteResolution(trx, issue.id);
  await deleteSnoozes(trx, [issue.id]);
  if (change.status === "resolved") {
    await applyManualResolution(trx, issue.id, { ...change.resolution, userId });
    return;
  }
  if (change.status === "ignored" && change.snooze) {
    const { id: issueId, timesSeen, usersSeen } = issue;
    const snooze = { ...change.snooze, issueId, userId, timesSeen, usersSeen };
    await insertSnooze(trx, { ...snooze, createdAt: Date.now() });
  }
  await addActivity(trx, { issueId: issue.id, type: ACTIVITY[change.status], userId });
}

function isNoNews(issue: Issue, change: NewStatus): boolean {
  if (issue.status !== change.status) return false;
  if (change.status === "resolved") return change.resolution.kind === "plain";
  if (change.status === "ignored" && change.snooze) return false;
  // Ignoring it without a condition is news of an issue that has one.
  if (change.substatus === undefined) return issue.substatus !== UNTIL_CONDITION;
  return change.substatus === issue.substatus;
}

function substatusOf(change: NewStatus): string | null {
  if (change.status === "resolved") return null;
  if (change.status === "unresolved") return change.substatus ?? "ongoing";
  return change.snooze ? UNTIL_CONDITION : (change.substatus ?? "archived_forever");
}

const ACTIVITY = { unresolved: "set_unresolved", ignored: "set_ignored" } as const;

async function applyManualResolution(
  trx: Database,
  issueId: number,
  resolution: ManualResolution & { userId: number },
): Promise<void> {
  const { userId } = resolution;
  const tell = (type: ActivityType, data: Record<string, unknown> = {}) =>
    addActivity(trx, { issueId, type, userId, data });
  switch (resolution.kind) {
    case "plain":
      return tell("set_resolved");
    case "inCommit": {
      const { id: commitId } = resolution.commit;
      await saveResolution(trx, { issueId, type: "in_commit", commitId, releaseId: null });
      return tell("set_resolved_in_commit", { ...(await describeCommit(trx, commitId)) });
    }
    case "inRelease":
    case "inNextRelease": {
      const isNext = resolution.kind === "inNextRelease";
      const { id: releaseId, version } = resolution.release;
      const type = isNext ? "in_next_release" : "in_release";
      await saveResolution(trx, { issueId, type, commitId: null, releaseId });
      // As in Sentry, the next release has no version until it is there.
      return tell("set_resolved_in_release", { version: isNext ? "" : version });
    }
  }
}
