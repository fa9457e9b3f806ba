import type { Database } from "../db/database.ts";
import { findNamedCommit } from "./named-commit.ts";
import { listCommitsOfSha } from "./named-commit-store.ts";
import type { Release } from "./release-store.ts";
import { storeNamedCommit } from "./tied-release-store.ts";

/** The recorded commit that a release is named for. */
export async function findCommitOf(trx: Database, { organizationId, version }: Release) {
  const named = findNamedCommit(version);
  if (named === undefined) return undefined;
  const [commit, other] = await listCommitsOfSha(trx, organizationId, named);
  // The same commit in two repositories is in a fork: the one linked first has it.
  return other && other.sha !== commit?.sha ? undefined : commit;
}

/**
 * Ties a release to the commit that it is named for, if that is recorded: an old build that is heard of
 * late is an old release. Call it before anything is decided by the order of releases.
 * @returns the release as it is then
 */
export async function tieRelease(trx: Database, release: Release): Promise<Release> {
  if (release.commitId !== null) return release;
  const commit = await findCommitOf(trx, release);
  return commit ? storeNamedCommit(trx, release.id, commit) : release;
}
