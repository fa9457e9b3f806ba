import { expect, it } from "vitest";
import { isOlderRelease, type ReleaseInTime } from "./is-older-release.ts";

/** @param made when its commit was made, when it is named for one */
const release = (version: string, heard: number, made: number | null = null): ReleaseInTime => ({
  version,
  createdAt: heard,
  committedAt: made,
});

it.each<[string, ReleaseInTime, ReleaseInTime, byDate: boolean, bySemver: boolean]>([
  ["heard of before", release("a", 1), release("b", 2), true, true],
  ["heard of after", release("b", 2), release("a", 1), false, false],
  ["heard of at the same time", release("a", 1), release("b", 1), true, true],
  ["itself", release("a", 1), release("a", 1), true, true],
  ["an older version, heard of late", release("w@1.0", 2), release("w@2.0", 1), false, true],
  ["a newer version, heard of early", release("w@2.0", 1), release("w@1.0", 2), true, false],
  ["the same version, written otherwise", release("w@1", 1), release("w@1.0.0", 2), true, false],
  ["an older build", release("w@1+1", 2), release("w@1+2", 1), false, true],
  ["a version before its prerelease", release("w@1-rc.1", 2), release("w@1", 1), false, true],
  ["of another package", release("v@2.0", 1), release("w@1.0", 2), true, true],
  ["a number without a package", release("2.0", 1), release("1.0", 2), true, true],
  ["no version", release("nightly", 1), release("w@1.0", 2), true, true],
  ["an old commit, heard of late", release("aaaaaaa", 9, 1), release("bbbbbbb", 8, 2), true, true],
  [
    "a new commit, heard of early",
    release("bbbbbbb", 8, 2),
    release("aaaaaaa", 9, 1),
    false,
    false,
  ],
  ["a commit of the same second", release("aaaaaaa", 8, 2), release("bbbbbbb", 9, 2), true, true],
  ["one of that second, later", release("bbbbbbb", 9, 2), release("aaaaaaa", 8, 2), false, false],
  ["a commit from before a release", release("aaaaaaa", 9, 1), release("1.0", 2), true, true],
  ["a commit from after a release", release("aaaaaaa", 9, 3), release("1.0", 2), false, false],
  ["a release from before a commit", release("1.0", 2), release("aaaaaaa", 9, 3), true, true],
  ["versions before commits", release("w@1.0+a", 9, 9), release("w@2.0+b", 1, 1), false, true],
])("takes %s for older or not", (_name, one, than, byDate, bySemver) => {
  expect(isOlderRelease(one, than, false)).toBe(byDate);
  expect(isOlderRelease(one, than, true)).toBe(bySemver);
});
