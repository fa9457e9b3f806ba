import type { Database } from "../db/database.ts";
import type { ActivityType } from "../db/schema.ts";
import { addActivity } from "./activity-store.ts";
import { type Issue, setIssueStatus } from "./issue-store.ts";
import type { ManualResolution } from "./manual-resolution.ts";
import { deleteResolution, saveResolution } from "./resolution-store.ts";

/** What a person makes of an issue. */
export type NewStatus =
  | { status: "resolved"; resolution: ManualResolution }
  | { status: "unresolved" }
  /** `substatus`: until when it stays so, in Sentry's words. */
  | { status: "ignored"; substatus: ArchivedSubstatus };

type ArchivedSubstatus = "archived_forever" | "archived_until_escalating";

/**
 * Sets the status of an issue as a person asked; the status that it has already is no news, unless
 * it is told in what the issue is resolved.
 */
export async function applyStatus(
  trx: Database,
  issue: Issue,
  { userId, ...change }: NewStatus & { userId: number },
): Promise<void> {
  const isPlain = change.status !== "resolved" || change.resolution.kind === "plain";
  if (issue.status === change.status && isPlain) return;
  await setIssueStatus(trx, issue.id, {
    status: change.status,
    substatus: substatusOf(change),
    resolvedAt: change.status === "resolved" ? Date.now() : null,
  });
  await deleteResolution(trx, issue.id);
  if (change.status === "resolved") {
    await applyManualResolution(trx, issue.id, { ...change.resolution, userId });
  } else {
    await addActivity(trx, { issueId: issue.id, type: ACTIVITY[change.status], userId });
  }
}

function substatusOf(change: NewStatus): string | null {
  if (change.status === "ignored") return change.substatus;
  return change.status === "unresolved" ? "ongoing" : null;
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
      const { id: commitId, sha } = resolution.commit;
      await saveResolution(trx, { issueId, type: "in_commit", commitId, releaseId: null });
      return tell("set_resolved_in_commit", { commit: sha });
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
