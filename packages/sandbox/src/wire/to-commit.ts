import type { CommitRecord } from "../git/commit-record.ts";
import type { Instance } from "../instance.ts";
import type { WriteDate } from "./dates.ts";
import { toPerson } from "./to-person.ts";

/** Bitbucket abbreviates to eleven characters. */
export function displayId(hash: string): string {
  return hash.slice(0, 11);
}

/** A commit whose parents are hashes only, as it stands in lists. */
export function toCommit(commit: CommitRecord, instance: Instance, date: WriteDate) {
  return {
    id: commit.id,
    displayId: displayId(commit.id),
    author: toPerson(commit.author, instance),
    authorTimestamp: date(commit.authorTimestamp),
    committer: toPerson(commit.committer, instance),
    committerTimestamp: date(commit.committerTimestamp),
    message: commit.message,
    parents: commit.parents.map((id) => ({ id, displayId: displayId(id) })),
  };
}

/** A commit with its parents in full, one level deep, as a single GET and `toCommit` of a webhook show it. */
export function toCommitWithParents(
  { commit, parents }: { commit: CommitRecord; parents: CommitRecord[] },
  instance: Instance,
  date: WriteDate,
) {
  return {
    ...toCommit(commit, instance, date),
    parents: parents.map((parent) => toCommit(parent, instance, date)),
  };
}
