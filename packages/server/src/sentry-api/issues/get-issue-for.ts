import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { applyDueSnoozes } from "../../issues/apply-snooze-end.ts";
import { findIssue, type IssueOfProject } from "../../issues/issue-list-store.ts";
import { findOrganizationOfIssue } from "../../issues/issue-organization-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const issueParams = z.object({ organization: z.string(), issue: z.string() });

/** Sentry's older addresses of an issue name no organization; the number of the issue does. */
export const issueParamsOfAnyForm = issueParams.partial({ organization: true });

/** Where an issue is, and what belongs to it is below. */
export const ISSUE_ADDRESSES = [
  "/api/0/organizations/:organization/issues/:issue/",
  "/api/0/issues/:issue/",
] as const;

/** The issue in the path, by number or short id, when the caller may see it. */
export async function getIssueFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof issueParamsOfAnyForm>,
): Promise<{ organization: Organization; issue: IssueOfProject }> {
  const named = params.organization ?? (await findOrganizationOfIssue(db, params.issue));
  if (named === undefined) throw notFound();
  const organization = await getOrganizationFor(db, request, String(named));
  await applyDueSnoozes(db, Date.now());
  const issue = await findIssue(db, organization.id, params.issue);
  if (!issue) throw notFound();
  return { organization, issue };
}
