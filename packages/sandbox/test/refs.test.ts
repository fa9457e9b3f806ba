import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { cart, startWorld } from "./sandbox-world.ts";

test("branches are filtered by text, and one of them is the default", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  await clone.push("HEAD:main", "HEAD:feature/One", "HEAD:feature/two");
  const { json } = await world.get(`${cart}/branches?filterText=FEATURE/o`);
  expect(at(json, "values")).toEqual([
    {
      id: "refs/heads/feature/One",
      displayId: "feature/One",
      type: "BRANCH",
      latestCommit: head,
      latestChangeset: head,
      isDefault: false,
    },
  ]);
  const { json: all } = await world.get(`${cart}/branches`);
  expect(column(all, "values", "isDefault")).toEqual(["false", "false", "true"]);
});

test("branches by modification have the newest commit first", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  await clone.importCommits("a-old", 1);
  await clone.importCommits("z-new", 2);
  await clone.push("a-old", "z-new");
  const names = async (query: string) =>
    column((await world.get(`${cart}/branches${query}`)).json, "values", "displayId");
  expect(await names("")).toEqual(["a-old", "z-new"]);
  expect(await names("?orderBy=MODIFICATION")).toEqual(["z-new", "a-old"]);
  expect((await world.get(`${cart}/branches?orderBy=SIZE`)).status).toBe(400);
});

test("the default branch is the configured one, whether anybody pushed it or not", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  expect((await world.get(`${cart}/default-branch`)).json).toEqual({
    id: "refs/heads/main",
    displayId: "main",
    type: "BRANCH",
  });
  expect((await world.get(`${cart}/branches/default`)).status).toBe(204);
  await clone.commit("First");
  await clone.push("HEAD:trunk");
  const missing = await world.get(`${cart}/branches/default`);
  expect(missing.status).toBe(404);
  expect(missing.json).toMatchObject({
    errors: [{ message: "Branch 'main' does not exist in repository 'cart'." }],
  });
  const body = { id: "refs/heads/trunk" };
  expect((await world.rest("PUT", `${cart}/default-branch`, { body })).status).toBe(204);
  expect((await world.get(`${cart}/branches/default`)).json).toMatchObject({
    displayId: "trunk",
    isDefault: true,
  });
});

test("a tag tells its own hash only when it is annotated; its name may have slashes and signs", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  const strange = 'release/1.0-"$;>&#_=@!|.,';
  await clone.git("tag", "light");
  await clone.git("tag", "-a", strange, "-m", "Version 1");
  const tagObject = await clone.git("rev-parse", `refs/tags/${strange}`);
  await clone.git("push", "-q", "origin", "HEAD:main", "--tags");
  const { json } = await world.get(`${cart}/tags`);
  expect(at(json, "values")).toMatchObject([
    { displayId: "light", type: "TAG", latestCommit: head, hash: null },
    { displayId: strange, type: "TAG", latestCommit: head, hash: tagObject },
  ]);
  const encoded = strange.split("/").map(encodeURIComponent).join("/");
  const one = await world.get(`${cart}/tags/${encoded}`);
  expect(one.json).toMatchObject({ id: `refs/tags/${strange}`, hash: tagObject });
  const unknown = await world.get(`${cart}/tags/unknown`);
  expect([unknown.status, unknown.text]).toEqual([404, ""]);
});

test("the log of pushes is newest first and tells a forced push", async () => {
  const world = await startWorld();
  const clone = await world.makeCart();
  const first = await clone.commit("First");
  await clone.push("HEAD:main");
  const second = await clone.commit("Second");
  await clone.push("HEAD:main", "HEAD:side");
  await clone.git("reset", "-q", "--hard", first);
  const third = await clone.commit("Third");
  await clone.push("--force", "HEAD:main");
  await clone.push(":side");
  const { json } = await world.get(`${cart}/ref-change-activities?ref=refs/heads/main`);
  expect(at(json, "values")).toMatchObject([
    { refChange: { fromHash: second, toHash: third, type: "UPDATE", updatedType: "FORCED" } },
    { refChange: { fromHash: first, toHash: second, updatedType: "NOT_FORCED" } },
    { refChange: { toHash: first, type: "ADD" }, trigger: "push", user: { name: "admin" } },
  ]);
  const { json: all } = await world.get(`${cart}/ref-change-activities`);
  expect(column(all, "values", "refChange.refId")).toHaveLength(5);
});
