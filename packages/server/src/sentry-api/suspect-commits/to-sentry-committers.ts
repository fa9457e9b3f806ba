import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Suspect } from "../../suspect-commits/find-suspect-commits.ts";
import type { CommittersAnswer } from "@sentry-bitbucket-server/api-contract/suspect-commit";
import { toSentryAuthor, toSentryCommit } from "../commits/to-sentry-commit.ts";

/** Whom the stack trace leads to, the likeliest first. */
export function toSentryCommitters(
  suspects: Suspect[],
  registry: ProviderRegistry,
): CommittersAnswer {
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
