import type { ReferenceAnswer } from "@sentry-bitbucket-server/api-contract/issue";

/**
 * What is known of a commit that names the issue.
 * @param repository its name; undefined where it is not told. A fork has commits of the same sha.
 */
export function findReference<Reference extends Pick<ReferenceAnswer, "commit" | "repository">>(
  references: readonly Reference[],
  { sha, repository }: { sha: unknown; repository?: unknown },
): Reference | undefined {
  return references.find(
    (one) => one.commit === sha && (repository === undefined || one.repository === repository),
  );
}
