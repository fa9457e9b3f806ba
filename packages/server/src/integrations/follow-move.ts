import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { IntegrationError } from "./integration-error.ts";
import { moveRepository, type Repository } from "./repository-store.ts";
import type { IntegrationInstallation, RemoteRepository, RepositoryAddress } from "./types.ts";

export interface FollowMoveDeps {
  db: Database;
  logger: Logger;
}

/**
 * A repository that was renamed or moved is found under its new name from now on. Who says so may be
 * late: the name is nobody's by now, or another repository's; then nothing changes.
 * @param now where it is said to be
 */
export async function followMove(
  deps: FollowMoveDeps,
  installation: IntegrationInstallation,
  linked: Repository,
  now: RepositoryAddress,
): Promise<Repository> {
  if (linked.projectKey === now.projectKey && linked.slug === now.slug) return linked;
  const found = await findAt(installation, now);
  if (found?.externalId !== linked.externalId) return linked;
  return move(deps, linked, found);
}

/**
 * Where a repository is today, by the host's own number: Bitbucket cannot be asked for that, so when
 * its old name leads elsewhere all repositories are looked through.
 * @returns undefined when the host has it no more, or hides it
 */
export async function locateRepository(
  deps: FollowMoveDeps,
  installation: IntegrationInstallation,
  linked: Repository,
): Promise<Repository | undefined> {
  const atOldName = await findAt(installation, linked);
  const found =
    atOldName?.externalId === linked.externalId
      ? atOldName
      : await findByExternalId(installation, linked.externalId);
  if (!found) return undefined;
  const isThere = found.projectKey === linked.projectKey && found.slug === linked.slug;
  return isThere ? linked : move(deps, linked, found);
}

async function findByExternalId(installation: IntegrationInstallation, externalId: string) {
  for await (const repository of installation.getRepositories()) {
    if (repository.externalId === externalId) return repository;
  }
  return undefined;
}

async function findAt(
  installation: IntegrationInstallation,
  address: RepositoryAddress,
): Promise<RemoteRepository | undefined> {
  try {
    return await installation.getRepository(address);
  } catch (error) {
    if (error instanceof IntegrationError && !error.retryable && !error.isPause) return undefined;
    throw error;
  }
}

async function move(
  { db, logger }: FollowMoveDeps,
  linked: Repository,
  found: RemoteRepository,
): Promise<Repository> {
  const { projectKey, slug, url } = found;
  const links = { cloneUrl: found.cloneUrl ?? null, sshCloneUrl: found.sshCloneUrl ?? null };
  const moved = { name: `${projectKey}/${slug}`, projectKey, slug, url, ...links };
  await moveRepository(db, linked.id, moved);
  const names = { from: linked.name, to: moved.name };
  logger.info({ repositoryId: linked.id, ...names }, "repository moved");
  return { ...linked, ...moved };
}
