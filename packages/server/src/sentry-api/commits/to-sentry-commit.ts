import type { CommitDetails } from "../../commits/commit-details-store.ts";
import type { CommitPerson } from "../../commits/types.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Release } from "../../releases/release-store.ts";
import { parseReleaseVersion } from "../../releases/release-version.ts";
import type { AuthorAnswer, CommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { toSentryRepository } from "../repositories/to-sentry-repository.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** A commit as Sentry tells it, with the releases it is in; `url` is ours. */
export function toSentryCommit(
  commit: CommitDetails,
  registry: ProviderRegistry,
  releases: Release[] = [],
): CommitAnswer {
  const provider = commit.provider === null ? undefined : registry.get(commit.provider);
  return {
    id: commit.sha,
    message: commit.message,
    dateCreated: toSentryDate(commit.authoredAt),
    pullRequest: null,
    suspectCommitType: "",
    repository: toSentryRepository(commit.repository, provider),
    author: toSentryAuthor(commit.author),
    url: commitUrl(commit, registry),
    releases: releases.map((release) => ({
      version: release.version,
      shortVersion: parseReleaseVersion(release.version).description,
      ref: release.ref,
      url: release.url,
      dateReleased: toSentryDate(release.dateReleased),
      dateCreated: toSentryDate(release.createdAt),
    })),
  };
}

/** Where people read a commit; null when its repository is not linked. */
export function commitUrl(
  { sha, repository, provider }: CommitDetails,
  registry: ProviderRegistry,
): string | null {
  if (repository.integrationId === null || provider === null) return null;
  return registry.get(provider).getCommitUrl(repository.url, sha);
}

/** Where people read a file as a commit left it; null when its repository is not linked. */
export function fileUrl(
  { sha, repository, provider }: CommitDetails,
  path: string,
  registry: ProviderRegistry,
): string | null {
  if (repository.integrationId === null || provider === null) return null;
  return registry.get(provider).getSourceUrl(repository.url, { path, at: sha });
}

/** An author as Sentry tells one that is no member; nobody known is an empty object there. */
export function toSentryAuthor(author: CommitPerson | undefined): AuthorAnswer {
  return author ? { name: author.name, email: author.email } : {};
}
