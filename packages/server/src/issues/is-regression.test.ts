import { describe, expect, it } from "vitest";
import type { ReleaseInTime } from "../releases/is-older-release.ts";
import { isRegression, type IssueResolution } from "./is-regression.ts";

/** Added in the order of their versions, except for `backport`, which came last. */
const older: ReleaseInTime = { version: "web@1.0.0", committedAt: null, createdAt: 1_000 };
const fixed: ReleaseInTime = { version: "web@1.1.0", committedAt: null, createdAt: 2_000 };
const newer: ReleaseInTime = { version: "web@1.2.0", committedAt: null, createdAt: 3_000 };
const backport: ReleaseInTime = { version: "web@1.0.1", committedAt: null, createdAt: 4_000 };
const together: ReleaseInTime = { version: "api@1.0.0", committedAt: null, createdAt: 2_000 };
const nightly: ReleaseInTime = { version: "nightly", committedAt: null, createdAt: 4_000 };

const written: ReleaseInTime = { version: "web@1.1", committedAt: null, createdAt: 1_500 };
const candidate: ReleaseInTime = {
  version: "web@1.1.0-rc.1",
  committedAt: null,
  createdAt: 4_000,
};
const build: ReleaseInTime = { version: "web@1.1.0+2", committedAt: null, createdAt: 1_500 };
const oldNightly: ReleaseInTime = { version: "old", committedAt: null, createdAt: 1_000 };
const bare: ReleaseInTime = { version: "9.0.0", committedAt: null, createdAt: 1_000 };

const plain: IssueResolution = { kind: "plain" };
const inCommit: IssueResolution = { kind: "in_commit", releasedIn: undefined };
const inReleasedCommit: IssueResolution = { kind: "in_commit", releasedIn: fixed };
const inRelease: IssueResolution = { kind: "in_release", release: fixed };
const inNext: IssueResolution = { kind: "in_next_release", newestThen: fixed };
const inFirst: IssueResolution = { kind: "in_next_release", newestThen: undefined };

type Row = [
  resolution: string,
  from: string,
  is: IssueResolution,
  eventRelease: ReleaseInTime | undefined,
  byDate: boolean,
  bySemver: boolean,
];

const rows: Row[] = [
  ["plainly", "no release", plain, undefined, true, true],
  ["plainly", "any release", plain, older, true, true],

  ["in a commit that is in no release", "no release", inCommit, undefined, false, false],
  ["in a commit that is in no release", "any release", inCommit, newer, false, false],

  ["in a released commit", "no release", inReleasedCommit, undefined, false, false],
  ["in a released commit", "an older release", inReleasedCommit, older, false, false],
  ["in a released commit", "that release", inReleasedCommit, fixed, true, true],
  ["in a released commit", "a newer release", inReleasedCommit, newer, true, true],

  ["in a release", "no release", inRelease, undefined, false, false],
  ["in a release", "an older release", inRelease, older, false, false],
  ["in a release", "that release", inRelease, fixed, true, true],
  ["in a release", "a newer release", inRelease, newer, true, true],
  ["in a release", "a late release of an older version", inRelease, backport, true, false],
  ["in a release", "a release added at the same time", inRelease, together, false, false],
  ["in a release", "a newer release that is not semantic", inRelease, nightly, true, true],

  ["in a release", "that version, written otherwise", inRelease, written, false, true],
  ["in a release", "a late candidate for it", inRelease, candidate, true, false],
  ["in a release", "a later build of it, heard of early", inRelease, build, false, true],
  ["in a release", "an older release that is not semantic", inRelease, oldNightly, false, false],
  ["in a release", "an older release without a package", inRelease, bare, false, false],

  ["in the next release", "no release", inNext, undefined, false, false],
  ["in the next release", "an older release", inNext, older, false, false],
  ["in the next release", "the release that was newest then", inNext, fixed, false, false],
  ["in the next release", "a newer release", inNext, newer, true, true],
  ["in the next release", "a late release of an older version", inNext, backport, true, false],

  ["in the first release", "no release", inFirst, undefined, false, false],
  ["in the first release", "any release", inFirst, older, true, true],
];

describe("isRegression", () => {
  it.each(rows)(
    "judges an issue resolved %s and an event from %s",
    (_, _from, resolution, eventRelease, byDate, bySemver) => {
      const question = { status: "resolved", resolution, eventRelease } as const;
      expect(isRegression({ ...question, followsSemver: false })).toBe(byDate);
      expect(isRegression({ ...question, followsSemver: true })).toBe(bySemver);
    },
  );

  it.each(["unresolved", "ignored"] as const)("is none on an issue that is %s", (status) => {
    const event = { status, resolution: plain, eventRelease: newer, followsSemver: false };
    expect(isRegression(event)).toBe(false);
  });
});
