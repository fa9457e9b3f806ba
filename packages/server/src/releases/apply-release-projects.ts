import type { Database } from "../db/database.ts";
import { setActivityVersion } from "../issues/activity-store.ts";
import { listNextReleaseResolutions, saveResolution } from "../issues/resolution-store.ts";
import { followsSemver } from "./follows-semver.ts";
import { isOlderRelease } from "./is-older-release.ts";
import { addReleaseProjects, listLatestVersions, type Release } from "./release-store.ts";

/**
 * Makes projects part of a release. For those that it did not have, it may be the next release that
 * issues were said to be resolved in: then these are resolved in it from now on, as in Sentry.
 * @returns how many of the projects the release did not have before
 */
export async function applyReleaseProjects(
  trx: Database,
  release: Release,
  projectIds: number[],
): Promise<number> {
  const added = await addReleaseProjects(trx, release.id, projectIds);
  if (added.length > 0) await settleNextRelease(trx, release, added);
  return added.length;
}

async function settleNextRelease(
  trx: Database,
  release: Release,
  projectIds: number[],
): Promise<void> {
  const resolutions = await listNextReleaseResolutions(trx, projectIds);
  for (const [projectId, ofProject] of Map.groupBy(resolutions, (one) => one.projectId)) {
    const semver = followsSemver(await listLatestVersions(trx, projectId, 10));
    for (const { issueId, commit, release: newestThen } of ofProject) {
      // A late release of an older version or commit is not the next one.
      if (newestThen?.id === release.id) continue;
      if (newestThen && isOlderRelease(release, newestThen, semver)) continue;
      const commitId = commit?.id ?? null;
      await saveResolution(trx, { issueId, type: "in_release", commitId, releaseId: release.id });
      await setActivityVersion(trx, issueId, release.version);
    }
  }
}
