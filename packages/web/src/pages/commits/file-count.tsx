import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";

/** How many files it changed; with a plus when Bitbucket told no more of them. */
export function FileCount({ commit }: { commit: RepositoryCommitAnswer }) {
  const { changedFiles, filesTruncated } = commit;
  if (!filesTruncated) return <>{changedFiles}</>;
  return <span title="Bitbucket told no more of them.">{changedFiles}+</span>;
}
