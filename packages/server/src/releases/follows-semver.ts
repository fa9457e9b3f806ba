import { isSemver } from "./compare-release-versions.ts";

/**
 * Whether a project numbers its releases by semantic versioning, judged by its latest open releases, as Sentry does:
 * of up to 2 releases the latest must be semantic, of fewer than 10 any of the last 3, else one of the
 * last 3 and three of the last 10.
 *
 * @param latestVersions newest first; more than 10 are not looked at
 */
export function followsSemver(latestVersions: readonly string[]): boolean {
  const semantic = latestVersions.slice(0, 10).map(isSemver);
  if (semantic.length <= 2) return semantic[0] ?? false;
  const recently = semantic.slice(0, 3).includes(true);
  return recently && (semantic.length < 10 || semantic.filter(Boolean).length >= 3);
}
