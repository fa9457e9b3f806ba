import type { Database } from "../db/database.ts";
import type { Member } from "../organizations/member-store.ts";
import { addActivity } from "./activity-store.ts";
import { type Issue, setAssignee } from "./issue-store.ts";

/** Assigns an issue to a member, or to nobody; as it is already is no news. */
export async function applyAssignment(
  trx: Database,
  issue: Issue,
  { assignee, userId }: { assignee: Member | undefined; userId: number },
): Promise<void> {
  const assigneeId = assignee?.userId ?? null;
  if (issue.assigneeId === assigneeId) return;
  await setAssignee(trx, issue.id, assigneeId);
  if (!assignee) {
    await addActivity(trx, { issueId: issue.id, type: "unassigned", userId });
    return;
  }
  const data = {
    assignee: String(assignee.userId),
    assigneeEmail: assignee.email,
    assigneeName: assignee.name,
    assigneeType: "user",
  };
  await addActivity(trx, { issueId: issue.id, type: "assigned", userId, data });
}
