import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { Receiver } from "./receiver.ts";
import { cart, type SandboxWorld, startWorld } from "./sandbox-world.ts";

const zeros = "0".repeat(40);

async function makeHook(world: SandboxWorld, receiver: Receiver, more: object = {}): Promise<void> {
  const { status } = await world.rest("POST", `${cart}/webhooks`, {
    body: { name: "ours", url: receiver.url, events: ["repo:refs_changed"], ...more },
  });
  expect(status).toBe(201);
}

test("a push is delivered as one signed event with its ref change and newest commits", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await makeHook(world, receiver, { configuration: { secret: "It's a Secret to Everybody" } });
  const first = await clone.commit("First", { "a.txt": "1" });
  const second = await clone.commit("Second\n\nFixes SHOP-1", { "a.txt": "2" });
  await clone.push("HEAD:main");
  await world.sandbox.idle();

  const [delivery, ...others] = receiver.deliveries;
  expect(others).toEqual([]);
  const { headers, body, json } = delivery ?? { headers: {}, body: "", json: {} };
  const digest = createHmac("sha256", "It's a Secret to Everybody").update(body).digest("hex");
  expect(headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "x-event-key": "repo:refs_changed",
    "x-hub-signature": `sha256=${digest}`,
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(json).toMatchObject({
    eventKey: "repo:refs_changed",
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/),
    actor: { name: "admin", links: { self: [{ href: `${world.sandbox.url}/users/admin` }] } },
    repository: { id: 1, slug: "cart", project: { key: "SHOP" } },
    changes: [
      {
        ref: { id: "refs/heads/main", displayId: "main", type: "BRANCH" },
        refId: "refs/heads/main",
        fromHash: zeros,
        toHash: second,
        type: "ADD",
      },
    ],
    toCommit: { id: second, parents: [{ id: first, message: "First", parents: [] }] },
  });
  expect(column(json, "commits", "message")).toEqual(["Second\n\nFixes SHOP-1", "First"]);
});

test("many refs pushed at once are one delivery, and it names five commits at most", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await makeHook(world, receiver);
  for (let n = 1; n <= 7; n += 1) await clone.commit(`Commit ${n}`);
  await clone.git("tag", "light");
  await clone.git("tag", "-a", "v1", "-m", "Version 1");
  const tagObject = await clone.git("rev-parse", "v1");
  await clone.push("HEAD:main", "HEAD:feature/one", "light", "v1");
  await world.sandbox.idle();

  expect(receiver.deliveries).toHaveLength(1);
  const json = receiver.deliveries[0]?.json;
  expect(column(json, "changes", "refId").toSorted()).toEqual([
    "refs/heads/feature/one",
    "refs/heads/main",
    "refs/tags/light",
    "refs/tags/v1",
  ]);
  expect(at(json, "changes")).toContainEqual(
    expect.objectContaining({ refId: "refs/tags/v1", toHash: tagObject }),
  );
  expect(at(json, "commits")).toHaveLength(5);
  expect(at(json, "toCommit.message")).toBe("Commit 7");
});

test("an annotated tag alone points to the tag object while toCommit is the tagged commit", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  await clone.push("HEAD:main");
  await makeHook(world, receiver);
  await clone.git("tag", "-a", "v1", "-m", "Version 1");
  await clone.push("v1");
  await world.sandbox.idle();
  const json = receiver.deliveries[0]?.json;
  expect(at(json, "changes.0.toHash")).toBe(await clone.git("rev-parse", "v1"));
  expect(at(json, "toCommit.id")).toBe(head);
});

test("a deleted branch has forty zeros and no commits", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  const head = await clone.commit("First");
  await clone.push("HEAD:main", "HEAD:gone");
  await makeHook(world, receiver);
  await clone.push(":gone");
  await world.sandbox.idle();
  const json = receiver.deliveries[0]?.json;
  expect(at(json, "changes")).toMatchObject([{ fromHash: head, toHash: zeros, type: "DELETE" }]);
  expect(json).not.toHaveProperty("commits");
  expect(json).not.toHaveProperty("toCommit");
});

test("an update lists only the commits that are new", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await clone.commit("First");
  await clone.push("HEAD:main");
  await makeHook(world, receiver);
  await clone.commit("Second");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  expect(column(receiver.deliveries[0]?.json, "commits", "message")).toEqual(["Second"]);
});

test("in mode iso entity dates are text and the envelope keeps its form", async () => {
  const world = await startWorld({ dates: "iso" });
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await makeHook(world, receiver);
  await clone.commit("First");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  const json = receiver.deliveries[0]?.json;
  expect(at(json, "toCommit.authorTimestamp")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(at(json, "date")).toMatch(/[+-]\d{4}$/);
  const { json: commits } = await world.get(`${cart}/commits`);
  expect(at(commits, "values.0.authorTimestamp")).toBeTypeOf("number");
});

test("pushes at the same time are each told with their own change", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const one = await world.makeCart();
  await one.commit("First");
  await one.push("HEAD:main");
  await makeHook(world, receiver);
  const other = await world.clone("admin:admin", "/scm/SHOP/cart");
  await one.commit("One");
  await other.commit("Other");
  await Promise.all([one.push("HEAD:one"), other.push("HEAD:other")]);
  await world.sandbox.idle();
  const told = receiver.deliveries.map(({ json }) => column(json, "changes", "refId").join());
  expect(told.toSorted()).toEqual(["refs/heads/one", "refs/heads/other"]);
});
