import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { Project } from "../organizations/project-store.ts";
import { enqueueCommitOfRelease } from "./find-commit-of-release.ts";
import { findReleaseOfProject } from "./mentioned-release-store.ts";
import { applyReleaseProjects } from "./apply-release-projects.ts";
import { ensureRelease, type Release } from "./release-store.ts";
import { validateReleaseVersion } from "./release-version.ts";
import { tieRelease } from "./tie-release.ts";

/** The release that an SDK names, made by its first mention; a name that can be none is left out. */
export async function mentionRelease(
  trx: Database,
  enqueue: Enqueue,
  project: Project,
  version: string | undefined,
): Promise<Release | undefined> {
  if (version === undefined || validateReleaseVersion(version) !== undefined) return undefined;
  const known = await findReleaseOfProject(trx, project, version);
  if (known) return known;
  const { release: made, created } = await ensureRelease(trx, project.organizationId, version);
  const release = created ? await tieRelease(trx, made) : made;
  await applyReleaseProjects(trx, release, [project.id]);
  if (created) await enqueueCommitOfRelease(enqueue, trx, release);
  return release;
}
