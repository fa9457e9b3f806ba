import { expect, test } from "vitest";
import type { Candidate } from "./find-candidates.ts";
import { type Match, planCompletion } from "./plan-completion.ts";

const sha: Candidate = { kind: "sha", name: "4e17c13", from: "version" };
const tag: Candidate = { kind: "tag", name: "v1.2.3", from: "version" };

function match(candidate: Candidate, repositoryId: number): Match {
  return {
    candidate,
    repositoryId,
    integrationId: 1,
    repository: `SHOP/repo-${repositoryId}`,
    until: candidate.name,
  };
}

const free = { hasRepositories: false, isOnly: true, names: [] };
const among = { ...free, isOnly: false };

test("the surest candidate that is known is taken", () => {
  const plan = planCompletion([sha, tag], [match(tag, 1), match(sha, 2)], free);
  expect(plan).toMatchObject({ kind: "complete", candidate: sha, matches: [{ repositoryId: 2 }] });
});

test("one that is not known leaves the turn to the next", () => {
  expect(planCompletion([sha, tag], [match(tag, 1)], free)).toMatchObject({ candidate: tag });
});

test("a tag that several repositories have is of none, until somebody says which", () => {
  const both = [match(tag, 1), match(tag, 2)];
  expect(planCompletion([tag], both, free)).toEqual({
    kind: "ambiguous",
    reason:
      "v1.2.3 is a tag of SHOP/repo-1, SHOP/repo-2. Say in the rules of the project what it is built from.",
  });
  expect(planCompletion([tag], both, { ...free, hasRepositories: true })).toMatchObject({
    kind: "complete",
    matches: [{ repositoryId: 1 }, { repositoryId: 2 }],
  });
});

test("a tag of another repository than the project's own is none of it", () => {
  const others = [match(tag, 1)];
  expect(planCompletion([tag], others, among)).toMatchObject({ kind: "ambiguous" });
  const called = { ...among, names: ["repo-1"] };
  expect(planCompletion([tag], others, called)).toMatchObject({ kind: "complete" });
  const said = { ...among, hasRepositories: true };
  expect(planCompletion([tag], others, said)).toMatchObject({ kind: "complete" });
  const named: Candidate = { ...tag, from: "ref" };
  expect(planCompletion([named], [match(named, 1)], among)).toMatchObject({ kind: "complete" });
});

test("a commit that forks share is of none, until somebody says which", () => {
  const forks = [match(sha, 1), match(sha, 2)];
  expect(planCompletion([sha], forks, free)).toMatchObject({
    kind: "ambiguous",
    reason: expect.stringContaining("4e17c13 is a commit of SHOP/repo-1, SHOP/repo-2."),
  });
  const said = planCompletion([sha], forks, { ...free, hasRepositories: true });
  expect(said).toMatchObject({ kind: "complete", matches: forks });
});

test("a short sha with which two commits of a repository begin names neither", () => {
  const two = [match(sha, 1), match(sha, 1)];
  for (const hasRepositories of [false, true]) {
    expect(
      planCompletion([sha, tag], [...two, match(tag, 1)], { ...free, hasRepositories }),
    ).toEqual({
      kind: "ambiguous",
      reason: "4e17c13 is the beginning of several commits.",
    });
  }
});

test.each([
  [[], "Its version names no commit and no tag, nor does its ref."],
  [[sha, tag], "No linked repository has sha 4e17c13, tag v1.2.3."],
])("what is not known is told by name: %j", (candidates, reason) => {
  expect(planCompletion(candidates, [], free)).toEqual({ kind: "unknown", reason });
});
