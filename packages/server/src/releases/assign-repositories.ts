import type { CommitOwner } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import { ensureKnownRepository } from "../integrations/known-repository-store.ts";
import { toRepositoryName } from "../integrations/repository-name.ts";
import { findRepositoryOfShas } from "./commit-repository-store.ts";
import type { GivenCommit } from "./given-commits.ts";
import type { Release } from "./release-store.ts";

/** The commits of one repository, in the order they were given. */
export interface AssignedCommits {
  repository: CommitOwner;
  commits: GivenCommit[];
}

/**
 * Finds the repository of each commit that a caller sent. `KEY/slug` is taken at its word: when no
 * repository of that name is linked, it is one that is known by the name alone, as in Sentry.
 */
export async function assignRepositories(
  db: Database,
  release: Release,
  given: GivenCommit[],
): Promise<AssignedCommits[]> {
  const assigned = new Map<number, AssignedCommits>();
  for (const [name, commits] of Map.groupBy(given, (commit) => commit.repository)) {
    const repository = await findRepositoryOf(db, release.organizationId, name, commits);
    const known = assigned.get(repository.id);
    assigned.set(repository.id, {
      repository,
      commits: [...(known?.commits ?? []), ...commits],
    });
  }
  return [...assigned.values()];
}

/**
 * sentry-cli sends the name of the git remote for that of the repository. What cannot be a name is then
 * the linked repository that has some of these commits; when none has, an unlinked one called so.
 */
async function findRepositoryOf(
  db: Database,
  organizationId: number,
  called: string | undefined,
  commits: GivenCommit[],
): Promise<CommitOwner> {
  const name = called === undefined ? undefined : toRepositoryName(called);
  const shas = commits.map((commit) => commit.sha);
  const isName = name?.includes("/");
  const found = isName ? undefined : await findRepositoryOfShas(db, organizationId, shas);
  // Sentry's own name for a repository that has none.
  return (
    found ?? ensureKnownRepository(db, organizationId, name ?? `organization-${organizationId}`)
  );
}
