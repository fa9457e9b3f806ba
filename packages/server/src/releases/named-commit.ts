import { parseReleaseVersion } from "./release-version.ts";

/** Digits of the shortest name of a commit. */
export const SHORTEST_SHA = 7;

/**
 * The commit that a release is named for: `4e17c13d…`, `shop@4e17c13d…`, `shop@1.2.3+4e17c13d…`, each of them
 * also with a short sha. SDKs take the sha of the build for the release when nobody says one.
 * @returns 7 to 40 hex digits in lower case, which may still be no commit
 */
export function findNamedCommit(version: string): string | undefined {
  const { package: packageName } = parseReleaseVersion(version);
  const start = packageName === undefined ? 0 : packageName.length + 1;
  const named = version.trim().slice(start);
  const sha = named.slice(named.lastIndexOf("+") + 1);
  if (!/^[0-9a-f]{7,40}$/i.test(sha)) return undefined;
  // Dates and build numbers have digits alone; short shas hardly ever do.
  if (/^\d+$/.test(sha) && sha.length < 40) return undefined;
  return sha.toLowerCase();
}
