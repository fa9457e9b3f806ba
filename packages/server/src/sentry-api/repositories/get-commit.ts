import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { findCommitId, listFilesOf } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listUnknownIssues } from "../../resolutions/list-unknown-issues.ts";
import { notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { showCommits } from "./show-commits.ts";
import { z } from "zod";

/** Nobody reads further; `changedFiles` tells how many there are. */
const MOST_FILES = 1_000;

/** `GET /api/0/organizations/{organization}/repos/{repository}/commits/{sha}/` (ours): with its changed files. */
export function getCommit(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry; publicUrl: string },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/commits/:sha/",
    { schema: { params: repositoryParams.extend({ sha: z.string() }) } },
    async (request): Promise<CommitDetailAnswer> => {
      const { id, name, organizationId } = await getRepositoryFor(deps.db, request, request.params);
      const sha = request.params.sha.toLowerCase();
      const commitId = await findCommitId(deps.db, id, sha);
      const [commit] = commitId === undefined ? [] : await showCommits(deps, [commitId]);
      if (commitId === undefined || !commit) {
        throw notFound(
          `No commit ${sha} of ${name} is recorded. Give its whole sha, and see that it was pushed.`,
        );
      }
      const home = { organizationId, publicUrl: deps.publicUrl };
      const read = { id: commitId, sha, message: commit.message };
      return {
        ...commit,
        unknownIssues: await listUnknownIssues(deps.db, home, [read]),
        files: await listFilesOf(deps.db, commitId, MOST_FILES),
      };
    },
  );
}
