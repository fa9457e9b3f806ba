import { expect, test } from "vitest";
import { collect } from "./collect.ts";
import { startClient } from "./start-client.ts";
import { startServer } from "./start-server.ts";

const commit = {
  id: "0a943a29376f2336b78312d99e65da17048951db",
  displayId: "0a943a29376",
  author: { name: "charlie", emailAddress: "charlie@example.com", displayName: "Charlie" },
  authorTimestamp: 1449075830000,
  committer: { name: "charlie", emailAddress: "charlie@example.com" },
  committerTimestamp: "2015-12-02T18:03:50.000Z",
  message: "More work on feature 1",
  parents: [{ id: "b36b5f9ee64fc4d4a7a0cb8b4f5a4a0a2c0a5f3e", displayId: "b36b5f9" }],
};

test("commits of a range come newest first, with their dates as epoch milliseconds", async () => {
  await using server = await startServer(() => ({ body: { values: [commit], isLastPage: true } }));
  await using started = startClient(server.baseUrl);
  const range = { since: "refs/heads/main", until: "0a94", merges: "exclude" as const };
  expect(await collect(started.client.getCommits("SHOP", "web", range))).toEqual([
    {
      id: commit.id,
      message: commit.message,
      author: commit.author,
      authorTimestamp: 1449075830000,
      committer: commit.committer,
      committerTimestamp: Date.UTC(2015, 11, 2, 18, 3, 50),
      parents: ["b36b5f9ee64fc4d4a7a0cb8b4f5a4a0a2c0a5f3e"],
    },
  ]);
  const [request] = server.requests;
  expect(request?.path).toBe("/rest/api/1.0/projects/SHOP/repos/web/commits");
  expect(request?.query).toMatchObject(range);
});

test("a person without e-mail, or with something else in its place, is still a person", async () => {
  const author = { name: "build", emailAddress: null };
  await using server = await startServer(() => ({ body: { ...commit, author } }));
  await using started = startClient(server.baseUrl);
  const { author: read } = await started.client.getCommit("SHOP", "web", commit.id);
  expect(read).toEqual({ name: "build" });
});

test("a commit of a first root has no parents, even where the field is missing", async () => {
  const { parents: _, ...root } = commit;
  await using server = await startServer(() => ({ body: root }));
  await using started = startClient(server.baseUrl);
  expect((await started.client.getCommit("SHOP", "web", commit.id)).parents).toEqual([]);
});

test("the last commits stop at their number, also when pages are cut smaller", async () => {
  await using server = await startServer(({ query }) => {
    const start = Number(query.start);
    const values = [start, start + 1].map((n) => ({ ...commit, id: `c${n}` }));
    return { body: { values, limit: 2, isLastPage: false, nextPageStart: start + 2 } };
  });
  await using started = startClient(server.baseUrl);
  const last = await started.client.getLastCommits("SHOP", "web", { until: "main", limit: 3 });
  expect(last.map(({ id }) => id)).toEqual(["c0", "c1", "c2"]);
  expect(server.requests.map(({ query }) => query)).toEqual([
    { limit: "3", until: "main", start: "0" },
    { limit: "3", until: "main", start: "2" },
  ]);
});

test("no last commits are no request", async () => {
  await using server = await startServer(() => ({ status: 500 }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.getLastCommits("S", "w", { until: "main", limit: 0 })).toEqual([]);
  expect(server.requests).toEqual([]);
});

test("an answer of another shape names the field that is wrong", async () => {
  await using server = await startServer(() => ({ body: { ...commit, authorTimestamp: "soon" } }));
  await using started = startClient(server.baseUrl);
  await expect(started.client.getCommit("SHOP", "web", "0a94")).rejects.toMatchObject({
    code: "bitbucket_unexpected_answer",
    retryable: false,
    message: expect.stringMatching(
      /authorTimestamp: not a date: soon \(GET http.*\/commits\/0a94\)/,
    ),
  });
});
