import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type IssueOfProject, listIssues } from "../../issues/issue-list-store.ts";
import { parseIssueQuery } from "../../issues/issue-query.ts";
import { listResolutions } from "../../issues/resolution-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryIssue } from "./to-sentry-issue.ts";

/** As in Sentry, no query at all means the open ones, an empty query means all. */
const listQuery = z.object({ ...pageQuery, query: z.string().max(1_000).default("is:unresolved") });

const byLastSeen = byNumber((issue: IssueOfProject) => issue.lastSeen);

interface ListIssuesDeps {
  db: Database;
  publicUrl: string;
}

/** `GET /api/0/organizations/{organization}/issues/` and the same of one project; seen last first. */
export function listIssuesOfScope(app: Api, deps: ListIssuesDeps): void {
  const { db } = deps;
  app.get(
    "/api/0/organizations/:organization/issues/",
    { schema: { params: z.object({ organization: z.string() }), querystring: listQuery } },
    async (request, reply) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      return answerIssues(deps, request, reply, { organization, ...request.query });
    },
  );
  app.get(
    "/api/0/projects/:organization/:project/issues/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string() }),
        querystring: listQuery,
      },
    },
    async (request, reply) => {
      const { organization, project } = await getProjectFor(db, request, request.params);
      const wanted = { organization, projectId: project.id, ...request.query };
      return answerIssues(deps, request, reply, wanted);
    },
  );
}

async function answerIssues(
  { db, publicUrl }: ListIssuesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: z.infer<typeof listQuery> & { organization: Organization; projectId?: number },
) {
  const { organization, projectId } = wanted;
  const query = parseIssueQuery(wanted.query);
  if (typeof query === "string") throw new ApiError(400, query);
  const page = parsePage(wanted, byLastSeen);
  const rows = await listIssues(db, organization.id, {
    ...query,
    projectId,
    page,
  });
  const issues = answerPage(reply, request, { page, rows, order: byLastSeen });
  const resolutions = await listResolutions(
    db,
    issues.map((issue) => issue.id),
  );
  return issues.map((issue) =>
    toSentryIssue(issue, {
      publicUrl,
      organizationSlug: organization.slug,
      resolution: resolutions.get(issue.id),
    }),
  );
}
