import { compareReleaseVersions } from "./compare-release-versions.ts";

export interface ReleaseInTime {
  version: string;
  /** When the commit that it is named for was made, in ms since 1970; null: no such commit is known. */
  committedAt: number | null;
  /** When we first heard of it. */
  createdAt: number;
}

/**
 * By semantic version where both have one, else by when they were made: the commit that a release is
 * named for, or else the release itself, as far as we know. Made together, the one that was heard of
 * first is older; heard of together counts as older.
 * @param followsSemver whether the project numbers its releases by semantic versioning
 */
export function isOlderRelease(
  release: ReleaseInTime,
  than: ReleaseInTime,
  followsSemver: boolean,
): boolean {
  const order = followsSemver ? compareReleaseVersions(release.version, than.version) : undefined;
  if (order !== undefined) return order < 0;
  const made = release.committedAt ?? release.createdAt;
  const thanMade = than.committedAt ?? than.createdAt;
  return made === thanMade ? release.createdAt <= than.createdAt : made < thanMade;
}
