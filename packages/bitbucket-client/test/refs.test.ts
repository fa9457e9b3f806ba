import { expect, test } from "vitest";
import { collect } from "./collect.ts";
import { startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

const sha = "0a943a29376f2336b78312d99e65da17048951db";
const main = { id: "refs/heads/main", displayId: "main", type: "BRANCH" };
const page = (...values: object[]) => ({ values, isLastPage: true });

test("branches say which of them is the default", async () => {
  const branches = [
    { ...main, latestCommit: sha, isDefault: true },
    { id: "refs/heads/x", displayId: "x", latestCommit: sha },
  ];
  await using server = await startServer(() => ({ body: page(...branches) }));
  await using started = startClient(server.baseUrl);
  expect(await collect(started.client.getBranches("SHOP", "web", { filterText: "a/b" }))).toEqual([
    { id: "refs/heads/main", displayId: "main", latestCommit: sha, isDefault: true },
    { id: "refs/heads/x", displayId: "x", latestCommit: sha, isDefault: false },
  ]);
  expect(server.requests[0]?.query.filterText).toBe("a/b");
});

test("the default branch is the configured one", async () => {
  await using server = await startServer(() => ({ body: main }));
  await using started = startClient(server.baseUrl);
  const branch = await started.client.getDefaultBranch("SHOP", "web");
  expect(branch).toEqual({ id: "refs/heads/main", displayId: "main" });
  expect(server.requests[0]?.path).toMatch(/\/default-branch$/);
});

test("a tag leads to its commit, annotated or not", async () => {
  const tags = [
    { id: "refs/tags/v1", displayId: "v1", latestCommit: sha, hash: null },
    { id: "refs/tags/v2", displayId: "v2", latestCommit: sha, hash: "f".repeat(40) },
  ];
  await using server = await startServer(() => ({ body: page(...tags) }));
  await using started = startClient(server.baseUrl);
  expect(await collect(started.client.getTags("SHOP", "web"))).toEqual([
    { id: "refs/tags/v1", displayId: "v1", latestCommit: sha },
    { id: "refs/tags/v2", displayId: "v2", latestCommit: sha, hash: "f".repeat(40) },
  ]);
});

test("ref change activities come as served, with their dates in either form", async () => {
  const refChange = {
    ref: main,
    refId: "refs/heads/main",
    fromHash: "0".repeat(40),
    toHash: sha,
    type: "ADD",
    updatedType: "UNKNOWN",
  };
  const activities = [
    { id: 9, createdDate: "2026-06-05T13:54:44+0000", refChange, trigger: "push" },
    { id: 8, createdDate: 1_780_000_000_000, refChange: { ...refChange, type: "DELETE" } },
  ];
  await using server = await startServer(() => ({ body: page(...activities) }));
  await using started = startClient(server.baseUrl);
  const filter = { ref: "refs/heads/main" };
  const found = await collect(started.client.getRefChangeActivities("SHOP", "web", filter));
  const change = {
    refId: "refs/heads/main",
    refType: "BRANCH",
    fromHash: "0".repeat(40),
    toHash: sha,
  };
  expect(found).toEqual([
    { id: 9, createdDate: Date.UTC(2026, 5, 5, 13, 54, 44), ...change, type: "ADD" },
    { id: 8, createdDate: 1_780_000_000_000, ...change, type: "DELETE" },
  ]);
  expect(server.requests[0]?.query.ref).toBe("refs/heads/main");
});
