import { compareReleaseVersions } from "./compare-release-versions.ts";

export interface ReleaseInTime {
  version: string;
  /** When we first heard of it, in ms since 1970. */
  dateAdded: number;
}

/**
 * By semantic version where both have one, else by when they were added; added together counts as older.
 * @param followsSemver whether the project numbers its releases by semantic versioning
 */
export function isOlderRelease(
  release: ReleaseInTime,
  than: ReleaseInTime,
  followsSemver: boolean,
): boolean {
  const order = followsSemver ? compareReleaseVersions(release.version, than.version) : undefined;
  return order === undefined ? release.dateAdded <= than.dateAdded : order < 0;
}
