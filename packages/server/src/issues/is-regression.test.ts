import { describe, expect, it } from "vitest";
import { isRegression, type IssueResolution, type ReleaseInTime } from "./is-regression.ts";

/** Added in the order of their versions, except for `backport`, which came last. */
const older: ReleaseInTime = { version: "web@1.0.0", dateAdded: 1_000 };
const fixed: ReleaseInTime = { version: "web@1.1.0", dateAdded: 2_000 };
const newer: ReleaseInTime = { version: "web@1.2.0", dateAdded: 3_000 };
const backport: ReleaseInTime = { version: "web@1.0.1", dateAdded: 4_000 };
const together: ReleaseInTime = { version: "api@1.0.0", dateAdded: 2_000 };
const nightly: ReleaseInTime = { version: "nightly", dateAdded: 4_000 };

const plain: IssueResolution = { kind: "plain" };
const inCommit: IssueResolution = { kind: "in_commit", releasedIn: undefined };
const inReleasedCommit: IssueResolution = { kind: "in_commit", releasedIn: fixed };
const inRelease: IssueResolution = { kind: "in_release", release: fixed };
const inNext: IssueResolution = { kind: "in_next_release", newestThen: fixed };
const inFirst: IssueResolution = { kind: "in_next_release", newestThen: undefined };

type Row = [
  resolution: string,
  is: IssueResolution,
  from: string,
  eventRelease: ReleaseInTime | undefined,
  byDate: boolean,
  bySemver: boolean,
];

const rows: Row[] = [
  ["plainly", plain, "no release", undefined, true, true],
  ["plainly", plain, "any release", older, true, true],

  ["in a commit that is in no release", inCommit, "no release", undefined, false, false],
  ["in a commit that is in no release", inCommit, "any release", newer, false, false],

  ["in a released commit", inReleasedCommit, "no release", undefined, false, false],
  ["in a released commit", inReleasedCommit, "an older release", older, false, false],
  ["in a released commit", inReleasedCommit, "that release", fixed, true, true],
  ["in a released commit", inReleasedCommit, "a newer release", newer, true, true],

  ["in a release", inRelease, "no release", undefined, false, false],
  ["in a release", inRelease, "an older release", older, false, false],
  ["in a release", inRelease, "that release", fixed, true, true],
  ["in a release", inRelease, "a newer release", newer, true, true],
  ["in a release", inRelease, "a late release of an older version", backport, true, false],
  ["in a release", inRelease, "a release added at the same time", together, false, false],
  ["in a release", inRelease, "a newer release that is not semantic", nightly, true, true],

  ["in the next release", inNext, "no release", undefined, false, false],
  ["in the next release", inNext, "an older release", older, false, false],
  ["in the next release", inNext, "the release that was newest then", fixed, false, false],
  ["in the next release", inNext, "a newer release", newer, true, true],
  ["in the next release", inNext, "a late release of an older version", backport, true, false],

  ["in the first release", inFirst, "no release", undefined, false, false],
  ["in the first release", inFirst, "any release", older, true, true],
];

describe("isRegression", () => {
  it.each(rows)(
    "resolved %s, event from %3$s",
    (_, resolution, _from, eventRelease, byDate, bySemver) => {
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
