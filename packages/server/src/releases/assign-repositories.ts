import type { Database } from "../db/database.ts";
import {
  findRepositoryByName,
  listRepositories,
  type Repository,
} from "../integrations/repository-store.ts";
import { findRepositoryOfShas } from "./commit-repository-store.ts";
import type { GivenCommit } from "./given-commits.ts";

/** The commits of one repository, in the order they were given. */
export interface AssignedCommits {
  repository: Repository;
  commits: GivenCommit[];
}

/** More than releases have, and few enough to look each up while others wait. */
const MOST_NAMES = 100;

/**
 * Finds the linked repository of each commit that a caller sent. The name is not always one:
 * sentry-cli sends the name of the git remote, `origin`. Then the repository is the one that has
 * these commits already, or else the only one there is.
 * @returns a sentence when it cannot be told
 */
export async function assignRepositories(
  db: Database,
  organizationId: number,
  given: GivenCommit[],
): Promise<AssignedCommits[] | string> {
  const named = Map.groupBy(given, (commit) => commit.repository);
  if (named.size > MOST_NAMES) {
    return `Commits of at most ${MOST_NAMES} repositories come in one call; these name ${named.size}.`;
  }
  const assigned = new Map<number, AssignedCommits>();
  for (const [name, commits] of named) {
    const repository = await findRepositoryOf(db, organizationId, name, commits);
    if (typeof repository === "string") return repository;
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
  organizationId: number,
  name: string | undefined,
  commits: GivenCommit[],
): Promise<Repository | string> {
  const named =
    name === undefined ? undefined : await findRepositoryByName(db, organizationId, name);
  if (named) return named;
  const shas = commits.map((commit) => commit.sha);
  const recorded = await findRepositoryOfShas(db, organizationId, shas);
  if (recorded) return recorded;
  const [first, second] = await listRepositories(db, organizationId);
  const called = name === undefined ? "a repository" : `the repository ${name}`;
  if (!first) return `There is no repository to find ${called} in. Link one to Bitbucket first.`;
  if (!second) return first;
  return `It cannot be told which linked repository is meant by ${called}. Name one as KEY/slug, for sentry-cli with SENTRY_VCS_REMOTE=KEY/slug.`;
}
