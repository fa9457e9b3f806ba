import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { findCommitId, listFilesOf } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { showCommits } from "./show-commits.ts";
import { z } from "zod";

/** Nobody reads further; `changedFiles` tells how many there are. */
const MOST_FILES = 1_000;

/** `GET /api/0/organizations/{organization}/repos/{repository}/commits/{sha}/` (ours): with its changed files. */
export function getCommit(app: Api, deps: { db: Database; registry: ProviderRegistry }): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/commits/:sha/",
    { schema: { params: repositoryParams.extend({ sha: z.string() }) } },
    async (request): Promise<CommitDetailAnswer> => {
      const { id, name } = await getRepositoryFor(deps.db, request, request.params);
      const sha = request.params.sha.toLowerCase();
      const commitId = await findCommitId(deps.db, id, sha);
      const [commit] = commitId === undefined ? [] : await showCommits(deps, [commitId]);
      if (commitId === undefined || !commit) {
        throw notFound(
          `No commit ${sha} of ${name} is recorded. Give its whole sha, and see that it was pushed.`,
        );
      }
      return { ...commit, files: await listFilesOf(deps.db, commitId, MOST_FILES) };
    },
  );
}
