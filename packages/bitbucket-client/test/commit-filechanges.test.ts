import { describe, expect, test } from "vitest";
import { collect } from "./collect.ts";
import { startClient } from "./start-client.ts";
import { startServer, type Reply } from "./start-server.ts";

const path = (text: string) => ({ toString: text, components: text.split("/") });
const added = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ type: "ADD", path: path(`f${n}`) }));

test("each change has its type and path, and a move where it came from", async () => {
  const values = [
    { type: "MODIFY", path: path("src/main.ts") },
    { type: "MOVE", path: path("b.ts"), srcPath: path("a.ts") },
    { type: "TRANSMUTE", path: path("c.ts") },
  ];
  await using server = await startServer(() => ({
    body: { values, limit: 1000, isLastPage: true },
  }));
  await using started = startClient(server.baseUrl);
  expect(await started.client.getCommitFilechanges("SHOP", "web", "c1")).toEqual({
    changes: [
      { type: "MODIFY", path: "src/main.ts" },
      { type: "MOVE", path: "b.ts", srcPath: "a.ts" },
      { type: "UNKNOWN", path: "c.ts" },
    ],
    truncated: false,
  });
  expect(server.requests[0]).toMatchObject({
    path: "/rest/api/1.0/projects/SHOP/repos/web/commits/c1/changes",
    query: { withComments: "false", limit: "1000" },
  });
});

describe("a list that Bitbucket cut", () => {
  test.each<[string, object[], number, boolean]>([
    [
      "is whole when shorter than the limit",
      [{ values: added(2), limit: 3, isLastPage: true }],
      2,
      false,
    ],
    [
      "is cut when the last page is full",
      [{ values: added(3), limit: 3, isLastPage: true }],
      3,
      true,
    ],
    [
      "is cut when no next page is named",
      [{ values: added(3), limit: 3, isLastPage: false }],
      3,
      true,
    ],
    [
      "is cut when the next page is the same",
      [{ values: added(3), limit: 3, isLastPage: false, nextPageStart: 0 }],
      3,
      true,
    ],
    [
      "is cut when after a full page nothing comes",
      [
        { values: added(3), limit: 3, isLastPage: false, nextPageStart: 3 },
        { values: [], limit: 3, isLastPage: true },
      ],
      3,
      true,
    ],
    [
      "is whole when its last page is not full",
      [
        { values: added(3), limit: 3, isLastPage: false, nextPageStart: 3 },
        { values: added(1), limit: 3, isLastPage: true },
      ],
      4,
      false,
    ],
    ["is whole when empty", [{ values: [], limit: 3, isLastPage: true }], 0, false],
  ])("%s", async (_, pages, count, truncated) => {
    await using server = await startServer(() => ({ body: pages.shift() }));
    await using started = startClient(server.baseUrl);
    const filechanges = await started.client.getCommitFilechanges("SHOP", "web", "c1");
    expect(filechanges.changes).toHaveLength(count);
    expect(filechanges.truncated).toBe(truncated);
  });
});

describe("the changes of many commits", () => {
  test("come in the order of the answers", async () => {
    const replies = new Map<string, PromiseWithResolvers<Reply>>();
    await using server = await startServer(({ path: asked }) => {
      const reply = Promise.withResolvers<Reply>();
      replies.set(asked.split("/").at(-2) ?? "", reply);
      return reply.promise;
    });
    await using started = startClient(server.baseUrl);
    const body = { values: added(1), limit: 1000, isLastPage: true };
    const filechanges = started.client.getFilechangesOfCommits("SHOP", "web", 1, ["a", "b", "c"]);
    const first = filechanges.next();
    await expect.poll(() => [...replies.keys()].toSorted()).toEqual(["a", "b", "c"]);
    replies.get("c")?.resolve({ body });
    expect((await first).value).toMatchObject({ sha: "c" });
    for (const reply of replies.values()) reply.resolve({ body });
    const rest = await collect(filechanges);
    expect(rest.map(({ sha }) => sha).toSorted()).toEqual(["a", "b"]);
  });

  test("are never asked for twice for the same repository and sha", async () => {
    await using server = await startServer(() => ({
      body: { values: added(1), limit: 1000, isLastPage: true },
    }));
    await using started = startClient(server.baseUrl);
    const ask = (repositoryId: number, ...shas: string[]) =>
      collect(started.client.getFilechangesOfCommits("SHOP", "web", repositoryId, shas));
    const [first, second] = await Promise.all([ask(1, "a", "b", "a"), ask(1, "b", "c")]);
    expect(first.map(({ sha }) => sha).toSorted()).toEqual(["a", "b"]);
    expect(second.map(({ sha }) => sha).toSorted()).toEqual(["b", "c"]);
    await ask(1, "c", "a");
    expect(server.requests).toHaveLength(3);
    await ask(2, "a");
    expect(server.requests).toHaveLength(4);
  });

  test("fail as a whole when one fails, and that one is asked for again", async () => {
    const broken = new Set(["b"]);
    await using server = await startServer(({ path: asked }) =>
      broken.has(asked.split("/").at(-2) ?? "")
        ? { status: 500 }
        : { body: { values: [], limit: 1000, isLastPage: true } },
    );
    await using started = startClient(server.baseUrl);
    const ask = () => collect(started.client.getFilechangesOfCommits("S", "w", 1, ["a", "b"]));
    await expect(ask()).rejects.toMatchObject({ code: "bitbucket_server" });
    broken.clear();
    expect(await ask()).toHaveLength(2);
  });
});
