import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Suspect } from "../../suspect-commits/find-suspect-commits.ts";
import type { CommittersAnswer } from "@sentry-bitbucket-server/api-contract/suspect-commit";
import { notFound } from "../api-error.ts";
import { toSentryAuthor, toSentryCommit } from "../commits/to-sentry-commit.ts";

/** @throws ApiError 404 in Sentry's words when there is nobody */
export function toSentryCommitters(
  suspects: Suspect[],
  registry: ProviderRegistry,
): CommittersAnswer {
  if (suspects.length === 0) throw notFound("No committers found");
  return {
    committers: suspects.map(({ author, commits }) => ({
      author: toSentryAuthor(author),
      commits: commits.map((commit) => ({
        ...toSentryCommit(commit, registry),
        suspectCommitType: "via commit in release",
      })),
      group_owner_id: null,
    })),
  };
}
