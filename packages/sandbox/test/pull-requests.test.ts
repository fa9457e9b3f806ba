import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { Receiver } from "./receiver.ts";
import { cart, startWorld } from "./sandbox-world.ts";

const pullRequests = `${cart}/pull-requests`;

async function startWithBranch() {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  const base = await clone.commit("Base", { "a.txt": "1" });
  await clone.push("HEAD:main");
  await clone.git("checkout", "-q", "-b", "feature/one");
  const tip = await clone.commit("Change a line\n\nFixes SHOP-1", { "b.txt": "1" });
  await clone.push("HEAD:feature/one");
  await world.rest("POST", `${cart}/webhooks`, {
    body: {
      name: "ours",
      url: receiver.url,
      events: ["repo:refs_changed", "pr:opened", "pr:merged"],
    },
  });
  const body = {
    title: "One",
    description: "More",
    fromRef: { id: "refs/heads/feature/one" },
    toRef: { id: "refs/heads/main" },
  };
  const open = () => world.rest("POST", pullRequests, { body });
  return { world, receiver, clone, base, tip, open };
}

test("a pull request is opened, merged by git with Bitbucket's message, and told to webhooks", async () => {
  const { world, receiver, clone, base, tip, open } = await startWithBranch();
  const opened = await open();
  expect(opened).toMatchObject({
    status: 201,
    json: {
      id: 1,
      version: 0,
      state: "OPEN",
      fromRef: { displayId: "feature/one", latestCommit: tip },
      toRef: { displayId: "main", latestCommit: base },
      author: { user: { name: "admin" }, role: "AUTHOR" },
    },
  });
  const merged = await world.rest("POST", `${pullRequests}/1/merge?version=0`);
  expect(merged).toMatchObject({
    status: 200,
    json: { state: "MERGED", version: 1, closed: true },
  });
  const mergeCommit = at(merged.json, "properties.mergeCommit.id");
  const { json: commit } = await world.get(`${cart}/commits/${String(mergeCommit)}`);
  expect(at(commit, "message")).toBe(
    `Pull request #1: One\n\nMerge in SHOP/cart from feature/one to main\n\n* commit '${tip}':\n  Change a line`,
  );
  expect(column(commit, "parents", "id")).toEqual([base, tip]);
  await clone.git("fetch", "-q", "origin");
  expect(await clone.git("rev-parse", "origin/main")).toBe(mergeCommit);
  await world.sandbox.idle();
  const events = receiver.deliveries.map(({ json }) => String(at(json, "eventKey")));
  expect(events.toSorted()).toEqual(["pr:merged", "pr:opened", "repo:refs_changed"]);
  const told = receiver.deliveries.find(({ json }) => at(json, "eventKey") === "pr:merged");
  expect(told?.json).toMatchObject({
    pullRequest: {
      closedDate: expect.any(Number),
      properties: { mergeCommit: { id: mergeCommit } },
    },
  });
});

test("what cannot be merged is refused with the reason", async () => {
  const { world, clone, open } = await startWithBranch();
  await open();
  expect(await open()).toMatchObject({ status: 409 });
  const stale = await world.rest("POST", `${pullRequests}/1/merge?version=7`);
  expect(at(stale.json, "errors.0.exceptionName")).toContain("PullRequestOutOfDateException");
  await clone.git("checkout", "-q", "origin/main");
  await clone.commit("Other", { "b.txt": "conflict" });
  await clone.push("HEAD:main");
  expect((await world.rest("POST", `${pullRequests}/1/merge`)).status).toBe(409);
  expect((await world.get(`${pullRequests}/1`)).json).toMatchObject({ state: "OPEN" });
  const unknown = await world.get(`${pullRequests}/999999`);
  expect(unknown.json).toMatchObject({
    errors: [{ message: "Pull request 999999 does not exist in SHOP/cart." }],
  });
});

test("lists hold the open ones unless others are asked for", async () => {
  const { world, open } = await startWithBranch();
  await open();
  await world.rest("POST", `${pullRequests}/1/merge`);
  expect(at((await world.get(pullRequests)).json, "size")).toBe(0);
  expect(at((await world.get(`${pullRequests}?state=ALL`)).json, "size")).toBe(1);
  const again = await world.rest("POST", `${pullRequests}/1/merge`);
  expect(again.json).toMatchObject({
    errors: [{ message: "This pull request has already been merged." }],
  });
});
