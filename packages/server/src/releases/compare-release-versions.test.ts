import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareReleaseVersions, isSemver } from "./compare-release-versions.ts";

const number = fc.nat({ max: 3 });
const identifiers = fc
  .array(fc.constantFrom("1", "2", "10", "010", "a", "b-1", "99999999999999999999"), {
    maxLength: 3,
  })
  .map((parts) => parts.join("."));
const version = fc
  .tuple(number, number, number, number, identifiers, identifiers)
  .map(([major, minor, patch, revision, pre, build]) => {
    const numbers = `${major}.${minor}.${patch}.${revision}`;
    return `web@${numbers}${pre && `-${pre}`}${build && `+${build}`}`;
  });

/** -1, 0 or 1. */
function order(a: string, b: string): number {
  return Math.sign(compareReleaseVersions(a, b) ?? Number.NaN);
}

describe("compareReleaseVersions", () => {
  it("puts versions of a package in order", () => {
    const inOrder = [
      "web@1.0.0-1",
      "web@1.0.0-alpha",
      "web@1.0.0-alpha.1",
      "web@1.0.0-alpha.beta",
      "web@1.0.0-beta.2",
      "web@1.0.0-beta.11",
      "web@1.0.0-rc.1",
      "web@1.0.0-rc.1+5",
      "web@1.0.0",
      "web@1.0.0+2",
      "web@1.0.0+10",
      "web@1.0.0+a",
      "web@1.0.0.1",
      "web@1.0.10",
      "web@1.2",
      "web@2",
    ];
    for (const [index, older] of inOrder.entries()) {
      for (const newer of inOrder.slice(index + 1)) {
        expect([older, newer, order(older, newer)]).toEqual([older, newer, -1]);
      }
    }
  });

  it.each([
    ["web@1.0.0", "api@2.0.0"],
    ["1.0.0", "2.0.0"],
    ["web@1.0.0", "2.0.0"],
    ["web@1.0.0", "web@nightly"],
    ["", ""],
  ])("cannot tell the order of %j and %j", (a, b) => {
    expect(compareReleaseVersions(a, b)).toBeUndefined();
  });

  it("takes versions that are written differently for equal", () => {
    expect(order("web@1", "web@1.0.0.0")).toBe(0);
    expect(order("web@1.0rc1", "web@1.0.0-rc1")).toBe(0);
  });

  it("is a total order", () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(order(a, a)).toBe(0);
        expect(order(a, b) + order(b, a)).toBe(0);
        const [first = a, second = b, third = c] = [a, b, c].sort(order);
        expect(order(first, second)).toBeLessThanOrEqual(0);
        expect(order(second, third)).toBeLessThanOrEqual(0);
        expect(order(first, third)).toBe(Math.min(order(first, second), order(second, third)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("isSemver", () => {
  it.each([
    ["web@1.2.3", true],
    ["web@1", true],
    ["1.2.3", false],
    ["web@nightly", false],
  ])("%s: %s", (text, semver) => {
    expect(isSemver(text)).toBe(semver);
  });
});
