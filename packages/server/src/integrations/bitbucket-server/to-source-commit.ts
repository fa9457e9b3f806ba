import type { Commit, Person } from "@sentry-bitbucket-server/bitbucket-client";
import type { CommitPerson, SourceCommit } from "../../commits/types.ts";

export function toSourceCommit(commit: Commit): SourceCommit {
  const author = toCommitPerson(commit.author);
  return {
    sha: commit.id,
    message: commit.message,
    author,
    committer: commit.committer ? toCommitPerson(commit.committer) : author,
    authoredAt: commit.authorTimestamp,
    committedAt: commit.committerTimestamp ?? commit.authorTimestamp,
    parents: commit.parents,
  };
}

/** `name` is a user name, such as a number of employee, once Bitbucket knows who it is. */
function toCommitPerson({ name, displayName, emailAddress }: Person): CommitPerson {
  return { name: displayName || name, ...(emailAddress && { email: emailAddress }) };
}
