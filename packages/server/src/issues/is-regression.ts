import { isOlderRelease, type ReleaseInTime } from "../releases/is-older-release.ts";

export type IssueResolution =
  /** By hand, and no release was said. */
  | { kind: "plain" }
  /** `releasedIn`: the release of the issue's project that has the commit; undefined while none has. */
  | { kind: "in_commit"; releasedIn: ReleaseInTime | undefined }
  | { kind: "in_release"; release: ReleaseInTime }
  /** `newestThen`: the newest release of the project when this was said, if there was one. */
  | { kind: "in_next_release"; newestThen: ReleaseInTime | undefined };

/**
 * Whether an event re-opens an issue, as in Sentry: unless it comes from a release that cannot have the
 * resolution yet. An event that names no release could be from an old one, so it re-opens only what was
 * resolved without a release or commit.
 */
export function isRegression(event: {
  status: "unresolved" | "resolved" | "ignored";
  resolution: IssueResolution;
  /** The release that the event comes from, if it says so. */
  eventRelease: ReleaseInTime | undefined;
  /** Whether the issue's project numbers its releases by semantic versioning. */
  followsSemver: boolean;
}): boolean {
  const { resolution, eventRelease, followsSemver } = event;
  if (event.status !== "resolved") return false;
  if (resolution.kind === "plain") return true;
  if (!eventRelease) return false;
  if (resolution.kind === "in_next_release") {
    const { newestThen } = resolution;
    if (newestThen?.version === eventRelease.version) return false;
    return !newestThen || !isOlderRelease(eventRelease, newestThen, followsSemver);
  }
  const fixed = resolution.kind === "in_commit" ? resolution.releasedIn : resolution.release;
  if (fixed?.version === eventRelease.version) return true;
  return fixed !== undefined && !isOlderRelease(eventRelease, fixed, followsSemver);
}
