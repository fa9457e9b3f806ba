import { describe, expect, it } from "vitest";
import { planResolutions, type ResolvingLink } from "./plan-resolutions.ts";

const SHOP = 1;
const WEB = 2;

/** Commit `commitId` names issue `issueId`, of the project `shop` unless told. */
function link(commitId: number, issueId: number, rest: Partial<ResolvingLink> = {}): ResolvingLink {
  return { commitId, issueId, projectId: SHOP, alreadyApplied: false, ...rest };
}

const toDefault = { kind: "push", onDefaultBranch: true } as const;
const toOther = { kind: "push", onDefaultBranch: false } as const;
const release = { kind: "release", releaseId: 9, projectIds: [SHOP] } as const;

describe("planResolutions", () => {
  it.each([
    ["default-branch", "a push to the default branch", toDefault, ["in_commit"]],
    ["default-branch", "a push to another branch", toOther, []],
    ["default-branch", "a release", release, ["in_release"]],
    ["any-branch", "a push to the default branch", toDefault, ["in_commit"]],
    ["any-branch", "a push to another branch", toOther, ["in_commit"]],
    ["any-branch", "a release", release, ["in_release"]],
    ["release", "a push to the default branch", toDefault, []],
    ["release", "a push to another branch", toOther, []],
    ["release", "a release", release, ["in_release"]],
  ] as const)("under the policy %s, %s resolves as it should", (policy, _, occasion, types) => {
    const planned = planResolutions({ policy, occasion, links: [link(1, 7)] });
    expect(planned.map((resolution) => resolution.type)).toEqual(types);
  });

  it("names the issue, the commit and the release", () => {
    const policy = "default-branch";
    const links = [link(1, 7)];
    expect(planResolutions({ policy, occasion: toDefault, links })).toEqual([
      { issueId: 7, commitId: 1, type: "in_commit" },
    ]);
    expect(planResolutions({ policy, occasion: release, links })).toEqual([
      { issueId: 7, commitId: 1, type: "in_release", releaseId: 9 },
    ]);
  });

  const cases: {
    name: string;
    links: ResolvingLink[];
    planned: [issue: number, commit: number][];
  }[] = [
    { name: "nothing when no commit names an issue", links: [], planned: [] },
    {
      name: "every issue that one commit names",
      links: [link(1, 7), link(1, 8)],
      planned: [
        [7, 1],
        [8, 1],
      ],
    },
    {
      name: "an issue once, by the newest commit that names it",
      links: [link(1, 7), link(2, 8), link(3, 7)],
      planned: [
        [7, 3],
        [8, 2],
      ],
    },
    {
      name: "nothing again that was applied before",
      links: [link(1, 7, { alreadyApplied: true }), link(1, 8)],
      planned: [[8, 1]],
    },
    {
      name: "a newer commit than the one applied before",
      links: [link(1, 7, { alreadyApplied: true }), link(2, 7)],
      planned: [[7, 2]],
    },
    {
      name: "no older commit in place of the one applied before",
      links: [link(1, 7), link(2, 7, { alreadyApplied: true })],
      planned: [],
    },
  ];

  it.each(cases)("plans $name", ({ links, planned }) => {
    for (const occasion of [toDefault, release]) {
      const plan = planResolutions({ policy: "any-branch", occasion, links });
      expect(plan.map(({ issueId, commitId }) => [issueId, commitId])).toEqual(planned);
    }
  });

  it("leaves issues of other projects to their own releases", () => {
    const links = [link(1, 7), link(1, 8, { projectId: WEB })];
    const inOne = planResolutions({ policy: "release", occasion: release, links });
    expect(inOne.map((resolution) => resolution.issueId)).toEqual([7]);

    const both = { ...release, projectIds: [WEB, SHOP] };
    const inBoth = planResolutions({ policy: "release", occasion: both, links });
    expect(inBoth.map((resolution) => resolution.issueId)).toEqual([7, 8]);
  });

  it("resolves by a push whatever the project", () => {
    const links = [link(1, 8, { projectId: WEB })];
    expect(planResolutions({ policy: "any-branch", occasion: toOther, links })).toHaveLength(1);
  });
});
