import type { Database } from "../db/database.ts";
import type { IssueStatus } from "../db/schema.ts";
import { addActivity } from "./activity-store.ts";
import { type Issue, setIssueStatus } from "./issue-store.ts";
import { deleteResolution } from "./resolution-store.ts";

/** Sets the status of an issue as a person asked; the status that it has already is no news. */
export async function applyStatus(
  db: Database,
  issue: Issue,
  { status, userId }: { status: IssueStatus; userId: number },
): Promise<void> {
  if (issue.status === status) return;
  await db.transaction().execute(async (trx) => {
    await setIssueStatus(trx, issue.id, {
      status,
      substatus: SUBSTATUS[status],
      resolvedAt: status === "resolved" ? Date.now() : null,
    });
    await deleteResolution(trx, issue.id);
    await addActivity(trx, { issueId: issue.id, type: ACTIVITY[status], userId });
  });
}

const SUBSTATUS = {
  resolved: null,
  unresolved: "ongoing",
  ignored: "archived_forever",
} as const;

const ACTIVITY = {
  resolved: "set_resolved",
  unresolved: "set_unresolved",
  ignored: "set_ignored",
} as const;
