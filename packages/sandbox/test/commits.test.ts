import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

test("a page has at most 100 commits whatever limit asks for, and its successor is no sum", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.importCommits("main", 250);
  await clone.push("main");
  const { json } = await world.get(`${cart}/commits?limit=1000`);
  expect(json).toMatchObject({ size: 100, limit: 100, isLastPage: false, start: 0 });
  expect(at(json, "nextPageStart")).toBeGreaterThan(100);
  expect(at(json, "values.0.message")).toBe("Commit 250");
  const expected = (await clone.git("rev-list", "main")).split("\n");
  expect(await world.everyPage(`${cart}/commits?limit=1000`, "id")).toEqual(expected);
});

test("without hidden rows the next page starts where this one ends", async () => {
  const world = await startWorld({ hideRows: false });
  const clone = await world.makeCart();
  await clone.importCommits("main", 30);
  await clone.push("main");
  const { json } = await world.get(`${cart}/commits`);
  expect(json).toMatchObject({ size: 25, limit: 25, nextPageStart: 25 });
  const { json: last } = await world.get(`${cart}/commits?start=25`);
  expect(last).toMatchObject({ size: 5, isLastPage: true });
  expect(last).not.toHaveProperty("nextPageStart");
});

test("a range of 10,000 commits is counted, and its last page served", async () => {
  const world = await startWorld({ hideRows: false });
  const clone = await world.makeCart();
  await clone.importCommits("main", 10_001);
  await clone.push("main");
  const first = await clone.git("rev-list", "--max-parents=0", "main");
  const path = `${cart}/commits?until=main&since=${first}&limit=100&start=9900`;
  const { json } = await world.get(`${path}&withCounts=true`);
  expect(json).toMatchObject({ size: 100, isLastPage: true, totalCount: 10_000 });
  expect(at(json, "values.99.message")).toBe("Commit 2");
});

test("since is left out, until is inclusive, both may be refs, tags or abbreviated", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const first = await clone.commit("First");
  await clone.git("tag", "-a", "v1", "-m", "Version 1");
  const second = await clone.commit("Second");
  const third = await clone.commit("Third");
  await clone.push("HEAD:main", "v1");
  const list = async (query: string) =>
    column((await world.get(`${cart}/commits?${query}`)).json, "values", "id");
  expect(await list(`since=${first}&until=${third}`)).toEqual([third, second]);
  expect(await list(`since=v1&until=refs/heads/main`)).toEqual([third, second]);
  expect(await list(`since=${first.slice(0, 8)}&until=${second.slice(0, 8)}`)).toEqual([second]);
  expect(await list("")).toEqual([third, second, first]);
});

test("merge commits are left out, or listed alone, on request", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("Base", { "a.txt": "1" });
  await clone.git("checkout", "-q", "-b", "side");
  const side = await clone.commit("Side", { "b.txt": "1" });
  await clone.git("checkout", "-q", "-");
  await clone.commit("Main", { "c.txt": "1" });
  await clone.git("merge", "-q", "--no-ff", "-m", "Merge", side);
  const merge = await clone.git("rev-parse", "HEAD");
  await clone.push("HEAD:main");
  const without = await world.get(`${cart}/commits?merges=exclude&withCounts=true`);
  expect(column(without.json, "values", "id")).not.toContain(merge);
  expect(without.json).toMatchObject({ totalCount: 3, authorCount: 1 });
  const only = await world.get(`${cart}/commits?merges=only`);
  expect(column(only.json, "values", "id")).toEqual([merge]);
});

test("the commits of a path follow its renames when asked to", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.commit("Write", { "old.txt": "some lines\nthat stay\n" });
  await clone.commit("Other", { "other.txt": "1" });
  await clone.git("mv", "old.txt", "new.txt");
  await clone.commit("Rename");
  await clone.push("HEAD:main");
  const messages = async (query: string) =>
    column((await world.get(`${cart}/commits?${query}`)).json, "values", "message");
  expect(await messages("path=new.txt")).toEqual(["Rename"]);
  expect(await messages("path=new.txt&followRenames=true")).toEqual(["Rename", "Write"]);
});

test.each(["0".repeat(40), "no-such-branch", "main~1", "--all"])(
  "until=%s is no commit, unless missing ones are ignored",
  async (until) => {
    const world = await startWorld();
    const clone = await world.makeCart();
    await clone.commit("First");
    await clone.push("HEAD:main");
    const path = `${cart}/commits?until=${encodeURIComponent(until)}`;
    const { status, json } = await world.get(path);
    expect(status).toBe(404);
    expect(json).toEqual({
      errors: [
        {
          context: null,
          message: `Commit '${until}' does not exist in repository 'cart'.`,
          exceptionName: "com.atlassian.bitbucket.commit.NoSuchCommitException",
        },
      ],
    });
    expect((await world.get(`${path}&ignoreMissing=true`)).json).toMatchObject({ size: 0 });
  },
);

test("an empty repository has no commits", async () => {
  const world = await startWorld();
  await world.makeCart();
  expect((await world.get(`${cart}/commits`)).json).toMatchObject({ size: 0, isLastPage: true });
});

test("one commit has its parents in full; an annotated tag's hash gives the tagged commit", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const first = await clone.commit("First");
  const second = await clone.commit("Second\n\nWith a body\n");
  await clone.git("tag", "-a", "v1", "-m", "Version 1");
  await clone.push("HEAD:main", "v1");
  const { json } = await world.get(`${cart}/commits/${second}`);
  expect(json).toMatchObject({
    id: second,
    displayId: second.slice(0, 11),
    author: { name: "Jane Citizen", emailAddress: "jane@example.com" },
    message: "Second\n\nWith a body",
    parents: [{ id: first, displayId: first.slice(0, 11), message: "First", parents: [] }],
  });
  const tagObject = await clone.git("rev-parse", "v1");
  for (const id of [tagObject, second.slice(0, 7)]) {
    expect((await world.get(`${cart}/commits/${id}`)).json).toEqual(json);
  }
  expect((await world.get(`${cart}/commits/main`)).status).toBe(404);
});

test("a person whose e-mail is a user's is shown as that user", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await world.control("PUT", "/users/E4711", {
    displayName: "Jane Citizen",
    emailAddress: "Jane@example.com",
  });
  await clone.commit("First");
  await clone.push("HEAD:main");
  const { json } = await world.get(`${cart}/commits`);
  expect(at(json, "values.0.author")).toMatchObject({
    name: "E4711",
    displayName: "Jane Citizen",
    slug: "e4711",
    type: "NORMAL",
  });
});
