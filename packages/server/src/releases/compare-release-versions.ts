import { parseReleaseVersion } from "./release-version.ts";

/** Whether the version takes part in semantic ordering: `package@1.2.3`. */
export function isSemver(version: string): boolean {
  return parseReleaseVersion(version).version !== undefined;
}

/**
 * Negative when `a` is older than `b`, positive when newer, by semantic version (https://semver.org, section 11),
 * with a fourth number, and the build code deciding between what is else equal, as in Sentry. Undefined when
 * they are not versions of the same package: nothing but dates can then tell.
 */
export function compareReleaseVersions(a: string, b: string): number | undefined {
  const left = parseReleaseVersion(a);
  const right = parseReleaseVersion(b);
  if (!left.version || !right.version || left.package !== right.package) return undefined;
  return (
    left.version.major - right.version.major ||
    left.version.minor - right.version.minor ||
    left.version.patch - right.version.patch ||
    left.version.revision - right.version.revision ||
    Number(left.version.prerelease === "") - Number(right.version.prerelease === "") ||
    compareIdentifiers(left.version.prerelease, right.version.prerelease) ||
    compareIdentifiers(left.version.buildCode, right.version.buildCode)
  );
}

/** Nothing before `rc` before `rc.2` before `rc.10` before `rc.x`. */
function compareIdentifiers(a: string, b: string): number {
  const left = a === "" ? [] : a.split(".");
  const right = b === "" ? [] : b.split(".");
  for (const [index, identifier] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareIdentifier(identifier, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifier(a: string, b: string): number {
  const bothNumbers = isNumber(a) && isNumber(b);
  if (bothNumbers) return inOrder(BigInt(a), BigInt(b));
  return Number(isNumber(b)) - Number(isNumber(a)) || inOrder(a, b);
}

function isNumber(identifier: string): boolean {
  return /^\d+$/.test(identifier);
}

function inOrder<T extends string | bigint>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
