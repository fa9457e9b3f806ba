import { collectCommits } from "../git/commit-record.ts";
import { readCommit } from "../git/read-commit.ts";
import type { Instance } from "../instance.ts";
import type { RefChange, Repository } from "../state/entities.ts";
import type { WriteDate } from "../wire/dates.ts";
import { toCommit, toCommitWithParents } from "../wire/to-commit.ts";
import { toRefChange } from "../wire/to-ref-change.ts";
import { toRepository } from "../wire/to-repository.ts";

/** "Up to five" is the product's default. */
const mostCommits = 5;

/**
 * What `repo:refs_changed` says beside the envelope: all changes of a push, and the newest commits of the
 * first one that leaves a ref behind. A push that only deletes has no commits.
 */
export async function refsChangedPayload(
  instance: Instance,
  repository: Repository,
  changes: readonly RefChange[],
  date: WriteDate,
) {
  const payload = {
    repository: toRepository(repository, instance),
    changes: changes.map(toRefChange),
  };
  const described = changes.find(({ type }) => type !== "DELETE");
  if (!described) return payload;
  const gitDir = instance.gitDir(repository.id);
  const [commits, toCommitRecord] = await Promise.all([
    collectCommits(gitDir, [`--max-count=${mostCommits}`, ...revisionsOf(described), "--"]),
    readCommit(gitDir, described.toHash),
  ]);
  if (!toCommitRecord) return payload;
  return {
    ...payload,
    commits: commits.map((commit) => toCommit(commit, instance, date)),
    toCommit: toCommitWithParents(toCommitRecord, instance, date),
  };
}

/** A new ref's commits run back into history that other refs have too. */
function revisionsOf({ type, fromHash, toHash }: RefChange): string[] {
  return type === "ADD" ? [toHash] : [toHash, `^${fromHash}`];
}
