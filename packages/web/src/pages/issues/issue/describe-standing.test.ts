import { expect, test } from "vitest";
import { describeStanding } from "./describe-standing.ts";

const inCommit = { commit: "c".repeat(40), repository: "SHOP/web" };

test.each([
  ["unresolved", "new", {}, ["It is new and open."]],
  ["unresolved", "ongoing", {}, ["It is open."]],
  ["unresolved", "regressed", {}, ["It was resolved", ", and came back", "."]],
  ["resolved", null, {}, ["It is resolved."]],
  ["resolved", null, { inNextRelease: true }, ["It is resolved in the next release."]],
  [
    "resolved",
    null,
    { inRelease: "1.0" },
    ["It is resolved in release ", { kind: "release", version: "1.0" }, "."],
  ],
  [
    "resolved",
    null,
    { inCommit },
    [
      "It is resolved in commit ",
      { kind: "commit", sha: inCommit.commit, repository: "SHOP/web" },
      ".",
    ],
  ],
  ["ignored", "archived_forever", {}, ["It is ignored."]],
  ["ignored", "archived_until_escalating", {}, ["It is ignored until it escalates."]],
  ["ignored", null, { ignoreCount: 10 }, ["It is ignored until 10 more events."]],
  ["ignored", null, { ignoreUserCount: 3 }, ["It is ignored until 3 more users meet it."]],
] as const)("%s, %s, with %o, is told", (status, substatus, statusDetails, parts) => {
  expect(describeStanding({ status, substatus, statusDetails })).toEqual(parts);
});

test("what came back is told with its releases, where they are known", () => {
  const data = { version: "1.2", resolved_in_version: "1.1" };
  const issue = { status: "unresolved", substatus: "regressed", statusDetails: {} } as const;
  expect(describeStanding(issue, [{ type: "set_regression", data }])).toEqual([
    "It was resolved",
    " in ",
    { kind: "release", version: "1.1" },
    ", and came back",
    " in ",
    { kind: "release", version: "1.2" },
    ".",
  ]);
});
