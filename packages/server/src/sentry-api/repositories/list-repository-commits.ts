import { z } from "zod";
import { parseCommitSearch } from "../../commits/commit-search.ts";
import { type ListedCommit, listCommitsOf } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { showCommits } from "./show-commits.ts";

const byDate = byNumber((commit: ListedCommit) => commit.authoredAt);

const querystring = z.object({
  ...pageQuery,
  query: z.string().trim().max(254).optional().meta({
    description: "Ours: the first 4 or more digits of a sha, or the e-mail address of an author.",
  }),
});

/** `GET /api/0/organizations/{organization}/repos/{repository}/commits/`, newest first. */
export function listCommitsOfRepository(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/commits/",
    { schema: { params: repositoryParams, querystring } },
    async (request, reply) => {
      const repository = await getRepositoryFor(deps.db, request, request.params);
      const page = parsePage(request.query, byDate);
      const search = request.query.query ? searchFor(request.query.query) : undefined;
      const rows = await listCommitsOf(deps.db, repository, { page, search });
      const listed = answerPage(reply, request, { page, rows, order: byDate });
      const shown = listed.map((commit) => commit.id);
      return showCommits(deps, shown);
    },
  );
}

function searchFor(query: string) {
  const search = parseCommitSearch(query);
  if (search) return search;
  throw new ApiError(
    400,
    "Commits are found by the first 4 or more digits of a sha, or by the e-mail address of an author.",
  );
}
