import { z } from "zod";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listReleaseFiles, type ReleaseFile } from "../../releases/release-commit-store.ts";
import type { Api } from "../api.ts";
import { commitUrl, fileUrl, toSentryAuthor } from "../commits/to-sentry-commit.ts";
import { answerPage, type ListOrder, pageQuery, parsePage } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";

const byCommit: ListOrder<ReleaseFile> = {
  placeOf: ({ position, path }) => ({ key: position, id: path }),
  kinds: { key: "number", id: "text" },
};

/**
 * `GET …/releases/{version}/commitfiles/`: what each commit changed, newest commit first. Sentry
 * publishes no shape of it; `repositoryId`, `url` and `commitUrl` are ours.
 */
export function listFilesOfRelease(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  const schema = { params: releaseParams, querystring: z.object(pageQuery) };
  for (const root of RELEASE_ROOTS) {
    app.get(`${root}:version/commitfiles/`, { schema }, async (request, reply) => {
      const { organization, release } = await getReleaseFor(db, request, request.params);
      const page = parsePage(request.query, byCommit);
      const rows = await listReleaseFiles(db, release.id, page);
      const shown = answerPage(reply, request, { page, rows, order: byCommit });
      const commitIds = [...new Set(shown.map((file) => file.commitId))];
      const commits = await listCommitDetails(db, commitIds);
      const byId = new Map(commits.map((commit) => [commit.id, commit]));
      return shown.flatMap(({ commitId, path, type }) => {
        const commit = byId.get(commitId);
        if (!commit) return [];
        const { repository } = commit;
        return {
          id: `${commitId}:${path}`,
          orgId: organization.id,
          repoName: repository.name,
          repositoryId: repository.integrationId === null ? null : String(repository.id),
          filename: path,
          type,
          commitId: commit.sha,
          commitMessage: commit.message,
          author: toSentryAuthor(commit.author),
          dateCreated: toSentryDate(commit.authoredAt),
          url: type === "D" ? null : fileUrl(commit, path, registry),
          commitUrl: commitUrl(commit, registry),
        };
      });
    });
  }
}
