import { expect, it } from "vitest";
import { followsSemver } from "./follows-semver.ts";

/** `S` is a semantic version, `x` is none; newest first. */
it.each([
  ["", false],
  ["S", true],
  ["x", false],
  ["Sx", true],
  ["xS", false],
  ["xxS", true],
  ["xxx", false],
  ["xxxSSSSSS", false],
  ["xxSxxxxxx", true],
  ["SSSxxxxxxx", true],
  ["SSxxxxxxxx", false],
  ["xxSxxxxxSS", true],
  ["xxxSSSSSSS", false],
  ["SSxxxxxxxxSSSS", false],
])("judges the releases %j: %s", (releases, follows) => {
  const versions = Array.from(releases, (kind) => (kind === "S" ? "web@1.0.0" : "nightly"));
  expect(followsSemver(versions)).toBe(follows);
});
