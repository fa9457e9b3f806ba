import { expect, test } from "vitest";
import { COMPLETION_RULES, findCandidates } from "./find-candidates.ts";

const SHA = "4e17c13d2c1b6a1c0f2f2f9b6c2f1d5a7b8c9d0e";
const nothing = { version: "x", ref: null, deploys: [] };

function namesOf(release: Partial<Parameters<typeof findCandidates>[0]>): string[] {
  return findCandidates({ ...nothing, ...release }, COMPLETION_RULES).map(
    ({ kind, name, from }) => `${kind} ${name} (${from})`,
  );
}

test.each<[what: string, release: Parameters<typeof namesOf>[0], first: string[]]>([
  ["a sha", { version: SHA }, [`sha ${SHA} (version)`]],
  ["a short sha", { version: "4e17c13" }, ["sha 4e17c13 (version)"]],
  ["a sha of a package", { version: `shop@${SHA}` }, [`sha ${SHA} (version)`]],
  ["a sha as build code", { version: `shop@1.2.3+${SHA}` }, [`sha ${SHA} (version)`]],
  ["a short sha of a package", { version: "shop@4e17c13" }, ["sha 4e17c13 (version)"]],
  ["a short sha as build code", { version: "shop@1.2.3+4e17c13" }, ["sha 4e17c13 (version)"]],
  ["one without a package", { version: "1.2.3+4e17c13" }, ["sha 4e17c13 (version)"]],
  [
    "its ref before its version",
    { version: SHA, ref: "0123abc" },
    ["sha 0123abc (ref)", `sha ${SHA} (version)`],
  ],
  ["a tag as ref", { ref: "refs/tags/v2" }, ["tag v2 (ref)"]],
])("a release is first of all of %s", (_what, release, first) => {
  expect(namesOf(release).slice(0, first.length)).toEqual(first);
});

test.each([
  ["1.2.3", ["v1.2.3", "1.2.3", "release-1.2.3"]],
  ["v1.2.3", ["v1.2.3", "1.2.3"]],
  ["shop@1.2.3", ["shop@1.2.3", "v1.2.3", "1.2.3", "release-1.2.3"]],
  ["shop@1.2.3+45", ["v1.2.3", "build-45", "45"]],
  ["@acme/shop@1.2.3-rc.1", ["@acme/shop@1.2.3-rc.1", "v1.2.3-rc.1"]],
  ["nightly", ["nightly"]],
])("the version %s may be of the tags %j", (version, tags) => {
  expect(namesOf({ version })).toEqual(
    expect.arrayContaining(tags.map((tag) => `tag ${tag} (version)`)),
  );
});

test.each([
  [{ name: SHA, url: null }, `sha ${SHA} (deploy)`],
  [{ name: "v7.1", url: null }, "tag v7.1 (deploy)"],
  [{ name: null, url: `https://ci.example.com/builds/${SHA}?tab=log` }, `sha ${SHA} (deploy)`],
])("a deploy as %j names it", (deploy, candidate) => {
  expect(namesOf({ deploys: [deploy] })).toContain(candidate);
});

test("a branch is no release", () => {
  expect(namesOf({ ref: "refs/heads/main" })).toEqual(["tag x (version)"]);
});

test("only what the rules allow is looked at", () => {
  const release = { version: SHA, ref: "v1", deploys: [{ name: "0123abc", url: null }] };
  const kinds = (rule: "sha" | "tag" | "deploy") =>
    new Set(findCandidates(release, [rule]).map(({ kind, from }) => `${kind} ${from}`));
  expect(kinds("sha")).toEqual(new Set(["sha version"]));
  expect(kinds("tag")).toEqual(new Set(["tag ref", "tag version"]));
  expect(kinds("deploy")).toEqual(new Set(["sha deploy", "tag deploy"]));
});

test("nothing is named twice", () => {
  const names = namesOf({
    version: "v1.2.3",
    ref: "v1.2.3",
    deploys: [{ name: "v1.2.3", url: null }],
  });
  expect(names.filter((name) => name.startsWith("tag v1.2.3 "))).toEqual(["tag v1.2.3 (ref)"]);
});
