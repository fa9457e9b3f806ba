import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { applyAssignment } from "../../issues/apply-assignment.ts";
import { applyStatus, type NewStatus } from "../../issues/apply-status.ts";
import { setMark } from "../../issues/issue-mark-store.ts";
import { type Issue, listIssuesById } from "../../issues/issue-store.ts";
import { findManualResolution } from "../../issues/manual-resolution.ts";
import { findMember, type Member } from "../../organizations/member-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { ApiError } from "../api-error.ts";
import { getUser } from "../authenticate.ts";
import { type AskedStatus, toAskedStatus } from "./asked-status.ts";
import type { IssueChangeBody } from "./issue-change-body.ts";

/**
 * Changes issues as a body asks, all or none, as they are when it is their turn: what another request
 * made of them meanwhile counts.
 * @throws ApiError 400 when a release, a commit or a member is not there
 */
export async function changeIssues(
  db: Database,
  request: FastifyRequest,
  {
    organization,
    issueIds,
    body,
  }: {
    organization: Organization;
    issueIds: number[];
    body: IssueChangeBody;
  },
): Promise<void> {
  const { userId } = getUser(request);
  const asked = toAskedStatus(body, Date.now());
  const assignee = await findAssignee(db, organization, body.assignedTo);
  await db.transaction().execute(async (trx) => {
    for (const issue of await listIssuesById(trx, issueIds)) {
      if (asked) await applyStatus(trx, issue, { ...(await lookUp(trx, issue, asked)), userId });
      if (body.assignedTo !== undefined) await applyAssignment(trx, issue, { assignee, userId });
      await mark(trx, { issueId: issue.id, userId }, body);
    }
  });
}

async function mark(
  trx: Database,
  whose: { issueId: number; userId: number },
  { hasSeen, isBookmarked }: IssueChangeBody,
): Promise<void> {
  const asked = { seen: hasSeen, bookmark: isBookmarked };
  for (const kind of ["seen", "bookmark"] as const) {
    const isSet = asked[kind];
    if (typeof isSet === "boolean") await setMark(trx, { ...whose, kind }, isSet);
  }
}

async function lookUp(trx: Database, issue: Issue, asked: AskedStatus): Promise<NewStatus> {
  if (asked.status !== "resolved") return asked;
  const resolution = await findManualResolution(trx, issue, asked.said);
  if (!("problem" in resolution)) return { status: "resolved", resolution };
  throw new ApiError(400, { statusDetails: { [asked.said.kind]: [resolution.problem] } });
}

/** `7`, `user:7`, a name or an e-mail; nothing means nobody. */
async function findAssignee(
  db: Database,
  organization: Organization,
  assignedTo: IssueChangeBody["assignedTo"],
): Promise<Member | undefined> {
  if (assignedTo === undefined || assignedTo === null || assignedTo === "") return undefined;
  const who = String(assignedTo).replace(/^user:/, "");
  const member = await findMember(db, organization.id, who);
  if (member) return member;
  const sentence = `There is no member ${who} in this organization. Give the number, the name or the e-mail of a user; there are no teams.`;
  throw new ApiError(400, { assignedTo: [sentence] });
}
