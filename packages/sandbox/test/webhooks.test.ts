import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { Receiver } from "./receiver.ts";
import { cart, type SandboxWorld, startWorld } from "./sandbox-world.ts";

const hooks = `${cart}/webhooks`;

async function makeHook(world: SandboxWorld, url: string, more: object = {}): Promise<string> {
  const body = { name: "ours", url, events: ["repo:refs_changed", "pr:merged"], ...more };
  const { json } = await world.rest("POST", hooks, { body });
  return `${hooks}/${Number(at(json, "id"))}`;
}

test("a webhook is made, read, replaced and deleted, and never tells its secret", async () => {
  const world = await startWorld();
  await world.makeCart();
  const hook = await makeHook(world, "http://example.com/a", {
    configuration: { secret: "hush", createdBy: "us" },
    credentials: { username: "joe", password: "hush" },
  });
  const { json, text } = await world.get(hook);
  expect(json).toMatchObject({
    id: 1,
    name: "ours",
    url: "http://example.com/a",
    active: true,
    events: ["repo:refs_changed", "pr:merged"],
    configuration: { createdBy: "us" },
    scopeType: "repository",
    sslVerificationRequired: true,
    createdDate: expect.any(Number),
  });
  expect(text).not.toContain("hush");
  const body = {
    name: "new",
    url: "http://example.com/b",
    events: ["repo:modified"],
    active: false,
  };
  const replaced = await world.rest("PUT", hook, { body });
  expect(replaced).toMatchObject({ status: 200, json: { ...body, id: 1, configuration: {} } });
  expect((await world.rest("DELETE", hook)).status).toBe(204);
  expect((await world.rest("DELETE", hook)).status).toBe(404);
});

test.each([
  ["url", { url: "example.com" }],
  ["name", { name: "" }],
  ["events.0", { events: ["repo:push"] }],
])("a webhook with a bad %s is refused by its name", async (context, more) => {
  const world = await startWorld();
  await world.makeCart();
  const body = { name: "ours", url: "http://example.com", events: ["pr:merged"], ...more };
  const { status, json } = await world.rest("POST", hooks, { body });
  expect(status).toBe(400);
  expect(json).toMatchObject({ errors: [{ context }] });
});

test("webhooks are filtered by event, and the search adds those of the project", async () => {
  const world = await startWorld();
  await world.makeCart();
  await makeHook(world, "http://example.com/repository");
  await world.rest("POST", "/projects/SHOP/webhooks", {
    body: { name: "all", url: "http://example.com/project", events: ["repo:refs_changed"] },
  });
  const urls = async (path: string) => column((await world.get(path)).json, "values", "url");
  expect(await urls(hooks)).toEqual(["http://example.com/repository"]);
  expect(await urls(`${hooks}?event=repo:modified`)).toEqual([]);
  expect(await urls("/projects/SHOP/webhooks")).toEqual(["http://example.com/project"]);
  expect(await urls(`${hooks}/search?event=repo:refs_changed`)).toHaveLength(2);
  expect(await urls(`${hooks}/search?scopeType=project`)).toEqual(["http://example.com/project"]);
});

test("the test call sends a signed ping and tells request and response", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  await world.makeCart();
  const hook = await makeHook(world, receiver.url, { configuration: { secret: "hush" } });
  const path = `${hooks}/test?webhookId=${hook.split("/").at(-1)}&url=${encodeURIComponent(receiver.url)}`;
  const { status, json } = await world.rest("POST", path);
  const [ping] = receiver.deliveries;
  const digest = createHmac("sha256", "hush").update('{"test":true}').digest("hex");
  expect(ping?.body).toBe('{"test":true}');
  expect(ping?.headers).toMatchObject({
    "x-event-key": "diagnostics:ping",
    "x-hub-signature": `sha256=${digest}`,
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    request: { method: "POST", url: receiver.url, body: '{"test":true}' },
    response: { statusCode: 204, headers: { "x-receiver": "here" } },
  });
  await world.control("PUT", "/settings", { signPings: false });
  await world.rest("POST", path, { body: { username: "joe", password: "pw" } });
  expect(receiver.deliveries[1]?.headers).not.toHaveProperty("x-hub-signature");
  expect(receiver.deliveries[1]?.headers.authorization).toBe(
    `Basic ${Buffer.from("joe:pw").toString("base64")}`,
  );
});

test("a test of an address where nobody listens says so", async () => {
  const world = await startWorld();
  await world.makeCart();
  const { status, json } = await world.rest("POST", `${hooks}/test?url=http://127.0.0.1:1/`);
  expect(status).toBe(200);
  expect(json).toMatchObject({ error: { message: expect.stringContaining("ECONNREFUSED") } });
});

test("five failures in a row open the breaker, and what was skipped is never sent again", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  receiver.status = 500;
  const clone = await world.makeCart();
  const hook = await makeHook(world, receiver.url);
  for (let n = 1; n <= 7; n += 1) {
    await clone.commit(`Commit ${n}`);
    await clone.push("HEAD:main");
    await world.sandbox.idle();
  }
  expect(receiver.deliveries).toHaveLength(5);
  const { json: deliveries } = await world.control("GET", "/deliveries");
  const states = (deliveries as object[]).map((delivery) => at(delivery, "state"));
  expect(states).toEqual([...Array<string>(5).fill("sent"), "skipped", "skipped"]);
  const { json: latest } = await world.get(`${hook}/latest?outcome=FAILURE`);
  expect(latest).toMatchObject({
    event: "repo:refs_changed",
    eventScope: { id: "1", type: "repository" },
    result: { outcome: "FAILURE", description: "500", statusCode: 500 },
  });
  expect((await world.get(`${hook}/latest?outcome=SUCCESS`)).status).toBe(204);
  const { json: statistics } = await world.get(`${hook}/statistics?event=repo:refs_changed`);
  expect(statistics).toMatchObject({ counts: { successes: 0, failures: 5, errors: 0 } });
  const { json: summary } = await world.get(`${hook}/statistics/summary`);
  expect(Object.keys(summary as object)).toEqual(["repo:refs_changed", "pr:merged"]);
});

test("a receiver that does not answer in time is an error", async () => {
  const world = await startWorld({ webhookTimeoutMs: 50 });
  const receiver = await Receiver.start(() => undefined);
  const clone = await world.makeCart();
  const hook = await makeHook(world, receiver.url);
  await clone.commit("First");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  expect((await world.get(`${hook}/latest`)).json).toMatchObject({
    result: { outcome: "ERROR", description: "No answer within 50 ms" },
  });
});

test("inactive webhooks and other events are left alone", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const clone = await world.makeCart();
  await makeHook(world, receiver.url, { active: false });
  await makeHook(world, receiver.url, { events: ["pr:merged"] });
  await clone.commit("First");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  expect(receiver.deliveries).toEqual([]);
});
