import { expect, test } from "vitest";
import { readPublishedRequests } from "./published-requests.ts";

const requests = readPublishedRequests();
const ORGANIZATION = "/api/0/organizations/acme/";
const commit = { id: "1".repeat(40), patch_set: [{ path: "a.js", type: "M" }] };
const resolved = { status: "resolved", statusDetails: { inNextRelease: true } };

test.runIf(requests).each<[method: string, path: string, body: unknown, violations: string[]]>([
  ["GET", "releases/?per_page=100&cursor=0:100:0", undefined, []],
  ["GET", "releases/?per_page=101", undefined, ["?per_page is over 100"]],
  ["GET", "releases/?limit=1", undefined, ["?limit is not published"]],
  ["GET", "releases", undefined, ["is not published"]],
  ["PATCH", "releases/1.0.0/", {}, ["is not published"]],
  ["GET", "releases/1.0.0/", {}, ["has a body, and none is published"]],
  ["PUT", "releases/1.0.0/", { commits: [commit] }, []],
  [
    "PUT",
    "releases/1.0.0/",
    { commits: [{ ...commit, sha: "1" }] },
    ["body/commits/0/sha is not published"],
  ],
  [
    "PUT",
    "releases/1.0.0/",
    { commits: [{ ...commit, timestamp: "+010000-01-01T00:00:00.000Z" }] },
    ['body/commits/0/timestamp must match format "date-time"'],
  ],
  [
    "PUT",
    "releases/1.0.0/",
    { commits: [{ ...commit, repository: "r".repeat(65) }] },
    ["body/commits/0/repository must NOT have more than 64 characters"],
  ],
  [
    "PUT",
    "releases/1.0.0/",
    { commits: [{ ...commit, author_email: "e".repeat(76) }] },
    ["body/commits/0/author_email is over 75 characters"],
  ],
  [
    "PUT",
    "releases/1.0.0/",
    { commits: [{ ...commit, patch_set: [{ path: "a", type: "R" }] }] },
    ["body/commits/0/patch_set has a type other than A, M and D"],
  ],
  ["POST", "releases/", { version: "1.0.0" }, ["body must have required property 'projects'"]],
  ["POST", "releases/", undefined, ["has no body"]],
  ["PUT", "issues/1/", resolved, []],
  ["PUT", "issues/1/", { ...resolved, note: "" }, ["body/note is not published"]],
])("%s %s with %j", (method, path, body, violations) => {
  expect(requests?.check({ method, url: ORGANIZATION + path, body })).toEqual(violations);
});
