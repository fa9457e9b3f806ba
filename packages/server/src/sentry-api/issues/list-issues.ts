import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type IssueOfProject, listIssues } from "../../issues/issue-list-store.ts";
import { listStandings } from "../../issues/issue-standing.ts";
import type { Api } from "../api.ts";
import { findUserId } from "../authenticate.ts";
import { answerPage, byNumber, LARGEST_PAGE, pageQuery, parsePage } from "../page.ts";
import { getIssueScope, ISSUE_ROOTS, issueFilterQuery, issueScopeParams } from "./issue-scope.ts";
import { ISSUE_SORTS, issueSort } from "./issue-sort.ts";
import { toListedIssue } from "./to-sentry-issue.ts";

const LIMIT_RULE = "Invalid limit value. Must be a whole number of at least 1.";

const listQuery = z.object({
  ...pageQuery,
  ...issueFilterQuery,
  limit: z.coerce
    .number(LIMIT_RULE)
    .int(LIMIT_RULE)
    .min(1, LIMIT_RULE)
    .transform((limit) => Math.min(limit, LARGEST_PAGE))
    .meta({ description: `What Sentry calls per_page here; more than ${LARGEST_PAGE} means that.` })
    .optional(),
  /** As in Sentry, no query at all means the open ones, an empty query means all. */
  query: issueFilterQuery.query.unwrap().default("is:unresolved"),
  sort: issueSort,
  shortIdLookup: z.string().optional(),
});

interface ListIssuesDeps {
  db: Database;
  publicUrl: string;
}

/** `GET /api/0/organizations/{organization}/issues/` and the same of one project; seen last first. */
export function listIssuesOfScope(app: Api, { db, publicUrl }: ListIssuesDeps): void {
  const schema = { params: issueScopeParams, querystring: listQuery };
  for (const root of ISSUE_ROOTS) {
    app.get(root, { schema }, async (request, reply) => {
      const { query } = request;
      const { organization, filter } = await getIssueScope(db, request, request.params, query);
      const sort = ISSUE_SORTS[query.sort];
      const order = byNumber((issue: IssueOfProject) => issue[sort]);
      const page = parsePage({ ...query, per_page: query.limit ?? query.per_page }, order);
      const rows = await listIssues(db, organization.id, { filter, sort, page });
      const issues = answerPage(reply, request, { page, rows, order });
      const isDirectHit = filter.conditions.some(({ anyOf: [check] }) => check?.kind === "shortId");
      if (query.shortIdLookup === "1" && isDirectHit) void reply.header("x-sentry-direct-hit", "1");
      const ids = issues.map((issue) => issue.id);
      const standingOf = await listStandings(db, ids, findUserId(request));
      return issues.map((issue) =>
        toListedIssue(issue, {
          publicUrl,
          organizationSlug: organization.slug,
          standing: standingOf(issue.id),
        }),
      );
    });
  }
}
