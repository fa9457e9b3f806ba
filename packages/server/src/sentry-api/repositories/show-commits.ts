import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { listCommitDetails } from "../../commits/commit-details-store.ts";
import { countFilesOf } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { formatShortId } from "../../issues/short-id.ts";
import { listReleasesOfCommits } from "../../releases/release-commit-store.ts";
import { listReferencesOf, type ReferencedIssue } from "../../resolutions/reference-store.ts";
import { toSentryCommit } from "../commits/to-sentry-commit.ts";

/** The commits of a repository with these numbers, with what is ours: where they are, and what they name. */
export async function showCommits(
  { db, registry }: { db: Database; registry: ProviderRegistry },
  commitIds: number[],
): Promise<RepositoryCommitAnswer[]> {
  const releases = await listReleasesOfCommits(db, commitIds);
  const references = await listReferencesOf(db, commitIds);
  const files = await countFilesOf(db, commitIds);
  const commits = await listCommitDetails(db, commitIds);
  return commits.map((commit) => ({
    ...toSentryCommit(commit, registry, releases.get(commit.id)),
    branch: commit.ref?.replace(/^refs\/(heads|tags)\//, "") ?? null,
    changedFiles: files.get(commit.id) ?? 0,
    filesTruncated: commit.filesTruncated,
    references: (references.get(commit.id) ?? []).map(toReference),
  }));
}

function toReference({ id, projectSlug, number, title, status, substatus }: ReferencedIssue) {
  const shortId = formatShortId(projectSlug, number);
  return { id: String(id), shortId, title, status, substatus };
}
