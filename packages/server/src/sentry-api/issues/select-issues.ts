import type { FastifyRequest } from "fastify";
import { toRowId } from "../../db/row-id.ts";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type IssueOfProject, listIssues } from "../../issues/issue-list-store.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { ApiError } from "../api-error.ts";
import {
  getIssueScope,
  type issueScopeParams,
  type issueSelectionQuery,
  MOST_CHANGED,
} from "./issue-scope.ts";
import { ISSUE_SORTS } from "./issue-sort.ts";

/**
 * The issues that a bulk change is about: those with the numbers given, else those that the search
 * finds, in its order up to its limit: by default 1,000, seen last first. `hasMore`: it finds others beyond.
 */
export async function selectIssues(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof issueScopeParams>,
  selection: z.infer<typeof issueSelectionQuery>,
): Promise<{ organization: Organization; issues: IssueOfProject[]; hasMore: boolean }> {
  const { query = "", project, environment, id, status, sort, limit } = selection;
  const search = status ? `${query} is:${status}` : query;
  const scope = await getIssueScope(db, request, params, { query: search, project, environment });
  const ids = id && toIds(id);
  const issues = await listIssues(db, scope.organization.id, {
    filter: { ...scope.filter, ids },
    sort: ISSUE_SORTS[sort],
    page: { from: undefined, backwards: false, limit },
  });
  return {
    organization: scope.organization,
    issues: issues.slice(0, limit),
    hasMore: issues.length > limit,
  };
}

function toIds(texts: string[]): number[] {
  const wrong = texts.find((text) => !/^\d{1,15}$/.test(text));
  if (wrong !== undefined) {
    throw new ApiError(400, {
      id: [
        `"${wrong}" is not the number of an issue. A short id such as SHOP-1 works in a path only.`,
      ],
    });
  }
  if (texts.length > MOST_CHANGED) {
    throw new ApiError(400, { id: [`Give at most ${MOST_CHANGED} issues in one call.`] });
  }
  return texts.map(toRowId);
}
