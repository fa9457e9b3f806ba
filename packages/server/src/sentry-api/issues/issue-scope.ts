import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import type { FoundCondition, IssueFilter } from "../../issues/issue-filter-store.ts";
import { type IssueCondition, parseIssueQuery } from "../../issues/issue-query.ts";
import { findMember } from "../../organizations/member-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findProject } from "../../organizations/project-store.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor, getUser } from "../authenticate.ts";
import { repeated } from "../repeated.ts";
import { getProjectFor } from "../projects/get-project-for.ts";

/** Issues are listed and changed in bulk below an organization or, as sentry-cli does, a project. */
export const ISSUE_ROOTS = [
  "/api/0/organizations/:organization/issues/",
  "/api/0/projects/:organization/:project/issues/",
] as const;

export const issueScopeParams = z.object({
  organization: z.string(),
  project: z.string().optional(),
});

/** What narrows a list of issues; to be spread into a schema. */
export const issueFilterQuery = {
  query: z.string().max(4_096).optional(),
  project: repeated,
  environment: repeated,
};

/** The same of a bulk change. `status` is the older way to say `query=is:…`. */
export const issueSelectionQuery = z.object({
  ...issueFilterQuery,
  id: repeated,
  status: z.string().optional(),
});

interface Narrowing {
  query: string;
  project?: string[] | undefined;
  environment?: string[] | undefined;
}

export interface IssueScope {
  organization: Organization;
  filter: IssueFilter;
}

/**
 * The organization and the issues that a request is about.
 * @throws ApiError 400 for a search that cannot be read, 404 for a project that is not there
 */
export async function getIssueScope(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof issueScopeParams>,
  { query, project: projects, environment }: Narrowing,
): Promise<IssueScope> {
  const { organization, projectId } = await getPlace(db, request, params);
  const parsed = parseIssueQuery(query);
  if (typeof parsed === "string") throw new ApiError(400, parsed);
  const conditions: FoundCondition[] = [];
  for (const condition of parsed) {
    conditions.push(await lookUp(db, request, organization, condition));
  }
  if (environment) conditions.push({ kind: "environments", names: environment, negated: false });
  const projectIds = projectId
    ? [projectId]
    : await findProjectIds(db, organization, projects ?? []);
  return { organization, filter: { projectIds, conditions } };
}

async function getPlace(
  db: Database,
  request: FastifyRequest,
  { organization, project }: z.infer<typeof issueScopeParams>,
): Promise<{ organization: Organization; projectId: number | undefined }> {
  if (project === undefined) {
    const found = await getOrganizationFor(db, request, organization);
    return { organization: found, projectId: undefined };
  }
  const found = await getProjectFor(db, request, { organization, project });
  return { organization: found.organization, projectId: found.project.id };
}

/** As in Sentry, -1 means all of them. */
async function findProjectIds(
  db: Database,
  organization: Organization,
  projects: string[],
): Promise<number[] | undefined> {
  if (projects.length === 0 || projects.includes("-1")) return undefined;
  const found: number[] = [];
  for (const idOrSlug of projects) {
    const project = await findProject(db, organization.id, idOrSlug);
    if (!project) throw new ApiError(404, `There is no project ${idOrSlug} in this organization.`);
    found.push(project.id);
  }
  return found;
}

/** No user has this number. */
const NOBODY_KNOWN = -1;

async function lookUp(
  db: Database,
  request: FastifyRequest,
  organization: Organization,
  condition: IssueCondition,
): Promise<FoundCondition> {
  const { negated } = condition;
  if (condition.kind === "shortId") {
    // UTF-8 looks like a short id too.
    const issue = await findIssue(db, organization.id, condition.text);
    return issue ? condition : { kind: "text", text: condition.text, negated };
  }
  if (condition.kind !== "assigned") return condition;
  if (condition.to === "none") return { kind: "assignee", userId: null, negated };
  if (condition.to === "me") {
    return { kind: "assignee", userId: getUser(request).userId, negated };
  }
  const member = await findMember(db, organization.id, condition.to);
  return { kind: "assignee", userId: member?.userId ?? NOBODY_KNOWN, negated };
}
