import { expect, test } from "vitest";
import { at, column } from "./json.ts";
import { Receiver } from "./receiver.ts";
import { cart, type SandboxWorld, startWorld } from "./sandbox-world.ts";

async function pushTimes(world: SandboxWorld, receiver: Receiver, count: number): Promise<void> {
  const clone = await world.makeCart();
  await world.rest("POST", `${cart}/webhooks`, {
    body: { name: "ours", url: receiver.url, events: ["repo:refs_changed"] },
  });
  for (let n = 1; n <= count; n += 1) {
    await clone.commit(`Commit ${n}`);
    await clone.push(`HEAD:branch-${n}`);
  }
  await world.sandbox.idle();
}

function branches(receiver: Receiver): string[] {
  return receiver.deliveries.flatMap(({ json }) => column(json, "changes", "ref.displayId"));
}

test("a status fault strikes as often as it was told, then all is well", async () => {
  const world = await startWorld();
  await world.makeCart();
  const fault = { kind: "status", status: 429, retryAfter: 3, emptyBody: true, count: 2 };
  await world.control("POST", "/faults", { ...fault, pathPattern: "/commits" });
  expect((await world.get(cart)).status).toBe(200);
  for (let n = 0; n < 2; n += 1) {
    const { status, headers, text } = await world.get(`${cart}/commits`);
    expect([status, headers.get("retry-after"), text]).toEqual([429, "3", ""]);
  }
  expect((await world.get(`${cart}/commits`)).status).toBe(200);
  const { json } = await world.control("GET", "/faults");
  expect(json).toMatchObject([{ id: 1, hits: 2 }]);
});

test("a fault for one method leaves the others alone, and can be taken back", async () => {
  const world = await startWorld();
  await world.control("POST", "/faults", { kind: "status", status: 503, method: "get" });
  const { status, headers, json } = await world.get("/projects");
  expect([status, headers.get("retry-after")]).toEqual([503, null]);
  expect(json).toMatchObject({ errors: [{ exceptionName: null }] });
  const made = await world.rest("POST", "/projects", { body: { key: "SHOP", name: "Shop" } });
  expect(made.status).toBe(201);
  expect((await world.control("DELETE", "/faults/1")).status).toBe(204);
  expect((await world.get("/projects")).status).toBe(200);
});

test("a reset breaks the connection", async () => {
  const world = await startWorld();
  await world.control("POST", "/faults", { kind: "reset", count: 1 });
  await expect(world.get("/projects")).rejects.toThrow("fetch failed");
  expect((await world.get("/projects")).status).toBe(200);
});

test("the controls, those of OAuth too, are out of reach of faults", async () => {
  const world = await startWorld();
  await world.control("POST", "/faults", { kind: "status", status: 503 });
  expect((await world.control("GET", "/oauth/consumers")).status).toBe(200);
  expect((await world.control("DELETE", "/faults")).status).toBe(204);
});

test("latency holds an answer back", async () => {
  const world = await startWorld();
  await world.control("POST", "/faults", { kind: "latency", ms: 60, count: 1 });
  const start = performance.now();
  await world.get("/projects");
  expect(performance.now() - start).toBeGreaterThan(55);
});

test("a probability strikes the same requests for the same seed", async () => {
  const world = await startWorld();
  const strikes = async (): Promise<number[]> => {
    await world.control("DELETE", "/faults");
    const fault = { kind: "status", status: 500, probability: 0.5, seed: 7 };
    await world.control("POST", "/faults", fault);
    const statuses: number[] = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await world.get("/projects")).status);
    return statuses;
  };
  const first = await strikes();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await strikes()).toEqual(first);
});

test("a repository named after a failure fails inside", async () => {
  const world = await startWorld();
  await world.makeCart();
  await world.rest("POST", "/projects/SHOP/repos", { body: { name: "fault-503" } });
  expect((await world.get("/projects/SHOP/repos/fault-503")).status).toBe(200);
  expect((await world.get("/projects/SHOP/repos/fault-503/commits")).status).toBe(503);
});

test("a lost delivery stays lost, a doubled one comes twice with one request id", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  await world.control("POST", "/faults", { kind: "webhook-lost", count: 1 });
  await world.control("POST", "/faults", { kind: "webhook-doubled", count: 2 });
  await pushTimes(world, receiver, 3);
  expect(branches(receiver).toSorted()).toEqual(["branch-2", "branch-2", "branch-3"]);
  const twice = receiver.deliveries.filter(
    ({ json }) => at(json, "changes.0.ref.displayId") === "branch-2",
  );
  expect(new Set(twice.map(({ headers }) => headers["x-request-id"])).size).toBe(1);
});

test("a delayed delivery is overtaken, and idle waits for it", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  await world.control("POST", "/faults", { kind: "webhook-delayed", ms: 150, pathPattern: "late" });
  const clone = await world.makeCart();
  for (const name of ["late", "soon"]) {
    await world.rest("POST", `${cart}/webhooks`, {
      body: { name, url: `${receiver.url}?${name}`, events: ["repo:refs_changed"] },
    });
  }
  await clone.commit("First");
  await clone.push("HEAD:main");
  await world.sandbox.idle();
  expect(receiver.deliveries.map(({ url }) => url)).toEqual(["/hook?soon", "/hook?late"]);
});

test("shuffled deliveries all arrive", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  await world.control("POST", "/faults", {
    kind: "webhook-shuffled",
    ms: 100,
    event: "repo:refs_changed",
  });
  await pushTimes(world, receiver, 4);
  expect(branches(receiver).toSorted()).toEqual(["branch-1", "branch-2", "branch-3", "branch-4"]);
});

test.each([
  [{ kind: "nonsense" }, "kind"],
  [{ kind: "status", status: 200 }, "status"],
  [{ kind: "reset", pathPattern: "(" }, "pathPattern"],
])("a fault that makes no sense is refused: %j", async (fault, context) => {
  const world = await startWorld();
  const { status, json } = await world.control("POST", "/faults", fault);
  expect(status).toBe(400);
  expect(json).toMatchObject({ errors: [{ context }] });
});

test("dates can be switched while it runs", async () => {
  const world = await startWorld();
  const receiver = await Receiver.start();
  const { json } = await world.control("PUT", "/settings", { dates: "iso" });
  expect(json).toEqual({ dates: "iso", signPings: true });
  await pushTimes(world, receiver, 1);
  expect(at(receiver.deliveries[0]?.json, "toCommit.authorTimestamp")).toBeTypeOf("string");
});
