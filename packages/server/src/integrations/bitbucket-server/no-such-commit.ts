import { NotFoundError } from "@sentry-bitbucket-server/bitbucket-client";

/** The repository is there, but it has no such commit, branch or tag. */
export function isNoSuchCommit(error: unknown): boolean {
  return (
    error instanceof NotFoundError && (error.exceptionName ?? "").endsWith(".NoSuchCommitException")
  );
}
