import { z } from "zod";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import { type ListedCommit, listCommitsOf } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listReleasesOfCommits } from "../../releases/release-commit-store.ts";
import type { Api } from "../api.ts";
import { toSentryCommit } from "../commits/to-sentry-commit.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { getRepositoryFor, repositoryParams } from "./get-repository-for.ts";

const byDate = byNumber((commit: ListedCommit) => commit.authoredAt);

/** `GET /api/0/organizations/{organization}/repos/{repository}/commits/`, newest first. */
export function listCommitsOfRepository(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/commits/",
    { schema: { params: repositoryParams, querystring: z.object(pageQuery) } },
    async (request, reply) => {
      const repository = await getRepositoryFor(db, request, request.params);
      const page = parsePage(request.query, byDate);
      const rows = await listCommitsOf(db, repository.id, page);
      const listed = answerPage(reply, request, { page, rows, order: byDate });
      const shown = listed.map((commit) => commit.id);
      const releases = await listReleasesOfCommits(db, shown);
      const commits = await listCommitDetails(db, shown);
      return commits.map((commit) => toSentryCommit(commit, registry, releases.get(commit.id)));
    },
  );
}
