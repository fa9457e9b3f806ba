import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { applyDueSnoozes } from "../../issues/apply-snooze-end.ts";
import type { IssueFilter } from "../../issues/issue-filter-store.ts";
import { parseIssueQuery } from "../../issues/issue-query.ts";
import { SEARCH_SYNTAX } from "../../issues/search-key.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findProject } from "../../organizations/project-store.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { repeated } from "../repeated.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { findConditions } from "./find-conditions.ts";
import { issueSort } from "./issue-sort.ts";

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
  query: z
    .string()
    .max(4_096)
    .meta({ description: `Sentry's search: ${SEARCH_SYNTAX}` })
    .optional(),
  project: repeated,
  environment: repeated,
};

/** As many as Sentry changes in one call. */
export const MOST_CHANGED = 1_000;
const LIMIT_RULE = `Invalid limit value. Must be between 1 and ${MOST_CHANGED}.`;

/**
 * The same of a bulk change. `status` is the older way to say `query=is:…`. A limit that
 * is too large is not taken for the largest, as in a list: fewer would be changed than was meant.
 */
export const issueSelectionQuery = z.object({
  ...issueFilterQuery,
  id: repeated,
  status: z.string().optional(),
  sort: issueSort,
  limit: z.coerce
    .number(LIMIT_RULE)
    .int(LIMIT_RULE)
    .min(1, LIMIT_RULE)
    .max(MOST_CHANGED, LIMIT_RULE)
    .default(MOST_CHANGED),
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

/** Beside what is wrong, and not in it: the web UI shows its own help. */
const HELP = "What can be searched is told at /api/docs#listIssues.";

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
  await applyDueSnoozes(db, Date.now());
  const parsed = parseIssueQuery(query);
  if (typeof parsed === "string") throw new ApiError(400, { detail: parsed, help: HELP });
  const projectIds = projectId
    ? [projectId]
    : await findProjectIds(db, organization, projects ?? []);
  const place = { request, organizationId: organization.id, projectIds };
  const conditions = await findConditions(db, place, parsed);
  if (environment) {
    const check = { kind: "environments", names: environment } as const;
    conditions.push({ anyOf: [check], negated: false });
  }
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
