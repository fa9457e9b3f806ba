import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findIssue, type IssueOfProject } from "../../issues/issue-list-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const issueParams = z.object({ organization: z.string(), issue: z.string() });

/** The issue in the path, by number or short id, when the caller may see it. */
export async function getIssueFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof issueParams>,
): Promise<{ organization: Organization; issue: IssueOfProject }> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const issue = await findIssue(db, organization.id, params.issue);
  if (!issue) throw notFound();
  return { organization, issue };
}
