import type { CommitOwner } from "../commits/commit-store.ts";
import type { Database } from "../db/database.ts";
import { ensureKnownRepository } from "../integrations/known-repository-store.ts";
import { toRepositoryName } from "../integrations/repository-name.ts";
import { findRepositoryOfShas } from "./commit-repository-store.ts";
import { findRepositoryBefore } from "./earlier-release-store.ts";
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
    const repository = await findRepositoryOf(db, release, name, commits);
    const known = assigned.get(repository.id);
    assigned.set(repository.id, {
      repository,
      commits: [...(known?.commits ?? []), ...commits],
    });
  }
  return [...assigned.values()];
}

async function findRepositoryOf(
  db: Database,
  release: Release,
  called: string | undefined,
  commits: GivenCommit[],
): Promise<CommitOwner> {
  const { organizationId } = release;
  const name = called === undefined ? undefined : toRepositoryName(called);
  const found = name?.includes("/") ? undefined : await findByCommits(db, release, name, commits);
  // Sentry's own name for a repository that has none.
  return (
    found ?? ensureKnownRepository(db, organizationId, name ?? `organization-${organizationId}`)
  );
}

/**
 * For what is no repository's name: sentry-cli sends that of the git remote. Then it is the linked
 * repository that has these commits already, or, of commits that nobody pushed yet, the one that the
 * release before had commits of.
 */
async function findByCommits(
  db: Database,
  release: Release,
  name: string | undefined,
  commits: GivenCommit[],
): Promise<CommitOwner | undefined> {
  const shas = commits.map((commit) => commit.sha);
  const recorded = await findRepositoryOfShas(db, release.organizationId, shas);
  if (recorded) return recorded;
  // Any other name somebody chose, so that it tells one repository from another.
  const isChosen = name !== undefined && name !== "origin";
  return isChosen ? undefined : findRepositoryBefore(db, release);
}
