import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import {
  OTHER_SECRET,
  PUSH,
  SECRET,
  type SentDelivery,
  startIntake,
  type TestIntake,
} from "../../test/start-intake.ts";
import type { Database } from "../db/database.ts";

let intake: TestIntake;
let db: Database;
let hook: string;
let repositoryId: number;

beforeEach(async () => {
  intake = await startIntake();
  ({ db, hook, repositoryId } = intake);
});

afterEach(() => intake.close());

const send = (request?: SentDelivery) => intake.send(request);

const stored = () =>
  db.selectFrom("deliveries").select(["repositoryId", "eventKey", "state", "reason"]).execute();

const jobs = () => db.selectFrom("jobs").select(["lane", "kind", "state"]).execute();

test("a signed push is stored with its job before it is answered", async () => {
  expect((await send()).status).toBe(202);
  expect(await stored()).toEqual([
    { repositoryId, eventKey: "repo:refs_changed", state: "pending", reason: null },
  ]);
  expect(await jobs()).toEqual([
    { lane: `repository:${repositoryId}`, kind: "process-delivery", state: "waiting" },
  ]);
});

test("a job remembers the request that brought it, which the log tells with Bitbucket's own", async () => {
  await send({ headers: { "x-request-id": "their-1" } });
  const { requestId } = await db.selectFrom("jobs").select("requestId").executeTakeFirstOrThrow();
  const lines = intake.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.find(({ msg }) => msg === "delivery received")).toMatchObject({
    requestId,
    hostRequestId: "their-1",
  });
  expect(lines.find(({ msg }) => msg === "request")).toMatchObject({ requestId, status: 202 });
});

test("each request is reported by its event, if we know it, and what came of it", async () => {
  const headers = { "x-request-id": "1" };
  await send({ headers });
  await send({ headers });
  await send({ headers: { "x-event-key": "made-up:by-anybody" }, body: "{}" });
  await send({ headers: { "x-event-key": "diagnostics:ping" } });
  await send({ secret: "wrong" });
  await send({ headers: { "x-event-key": undefined } });
  await send({ url: `${hook}?repository=99` });
  await vi.waitFor(() => expect(intake.reported).toHaveLength(7));
  expect(intake.reported).toEqual([
    "repo:refs_changed stored",
    "repo:refs_changed duplicate",
    "other ignored",
    "diagnostics:ping ping",
    "repo:refs_changed refused",
    "other malformed",
    "repo:refs_changed unknown_webhook",
  ]);
});

test("a hook made by hand names no repository: its secret tells which", async () => {
  expect((await send({ url: hook })).status).toBe(202);
  expect(await stored()).toMatchObject([{ repositoryId }]);
});

test("the same X-Request-Id again is a success, and nothing is done twice", async () => {
  const headers = { "x-request-id": randomUUID() };
  expect((await send({ headers })).status).toBe(202);
  expect((await send({ headers })).status).toBe(204);
  expect(await stored()).toHaveLength(1);
  expect(await jobs()).toHaveLength(1);
});

test("an event that we do not use is a success, and recorded with the reason", async () => {
  const request = { headers: { "x-event-key": "repo:forked" }, body: "{}" };
  expect((await send(request)).status).toBe(204);
  expect(await stored()).toMatchObject([
    { eventKey: "repo:forked", state: "ignored", reason: "The event repo:forked is not used." },
  ]);
  expect(await jobs()).toEqual([]);
});

const seen = async () =>
  (
    await db
      .selectFrom("repositories")
      .select(["hookState", "hookSeenAt"])
      .where("id", "=", repositoryId)
      .executeTakeFirst()
  )?.hookState;

test("a signed ping marks the hook as alive, and an unsigned one marks nothing", async () => {
  const ping = { headers: { "x-event-key": "diagnostics:ping" }, body: '{"test":true}' };
  const unsigned = { ...ping.headers, "x-hub-signature": undefined };
  expect((await send({ ...ping, headers: unsigned })).status).toBe(204);
  expect(await seen()).toBe("pending");
  expect((await send(ping)).status).toBe(204);
  expect(await seen()).toBe("alive");
  expect(await stored()).toEqual([]);
});

test.each<[string, () => SentDelivery, number, string]>([
  ["no signature", () => ({ headers: { "x-hub-signature": undefined } }), 401, "no signature"],
  ["another hook's secret", () => ({ secret: OTHER_SECRET }), 401, "wrong signature"],
  [
    "a signature of something else",
    () => ({ headers: { "x-hub-signature": `sha256=${"0".repeat(64)}` } }),
    401,
    "wrong signature",
  ],
  [
    "a ping with a wrong signature",
    () => ({ headers: { "x-event-key": "diagnostics:ping" }, secret: "wrong" }),
    401,
    "wrong signature",
  ],
  ["no event key", () => ({ headers: { "x-event-key": undefined } }), 400, "X-Event-Key"],
  ["a body that is no JSON", () => ({ body: "{" }), 400, "not JSON"],
  ["an empty body", () => ({ body: "" }), 400, "not JSON"],
  ["an unknown repository", () => ({ url: `${hook}?repository=99` }), 404, "no such repository"],
  ["a repository that is no number", () => ({ url: `${hook}?repository=x` }), 400, "repository"],
  ["an unknown integration", () => ({ url: hook.replace(/\d+\/$/, "99/") }), 404, "integration"],
  [
    "another organization",
    () => ({ url: hook.replace("organizations/1", "organizations/2") }),
    404,
    "integration",
  ],
  [
    "a large body for a hook that names no repository",
    () => ({ url: hook, body: `"${"x".repeat(1024 * 1024)}"` }),
    413,
    "?repository=",
  ],
  ["a body over the limit", () => ({ body: "x".repeat(10 * 1024 * 1024 + 1) }), 413, "too large"],
])("%s is refused with the reason, and is no delivery", async (_name, request, status, reason) => {
  const answer = await send(request());
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(reason);
  expect(await stored()).toEqual([]);
  expect(await jobs()).toEqual([]);
});

test("a refused delivery is logged with the reason, and no secret is in the log", async () => {
  await send({ secret: OTHER_SECRET });
  await vi.waitFor(() => expect(intake.log.join("")).toContain("delivery refused"));
  expect(intake.log.join("")).toContain("wrong signature");
  expect(intake.log.join("")).not.toContain(SECRET);
  expect(intake.log.join("")).not.toContain(OTHER_SECRET);
});

test("a push in a shape that nobody knows is kept for its job to fail in sight", async () => {
  expect((await send({ body: '{"changes": 1}' })).status).toBe(202);
  expect(await stored()).toMatchObject([{ state: "pending" }]);
});

test("a webhook whose repository was unlinked a moment ago is told so, and nothing is kept", async () => {
  expect((await send()).status).toBe(202);
  await db.deleteFrom("repositories").where("id", "=", repositoryId).execute();
  const answer = await send();
  expect([answer.status, answer.text]).toEqual([
    404,
    expect.stringContaining("no such repository"),
  ]);
  expect(await stored()).toEqual([]);
});

test("deliveries that come together are all stored, each with its job", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => send()));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect(await stored()).toHaveLength(50);
  expect(await jobs()).toHaveLength(50);
});

test.each<[string, number]>([
  ["/organizations/9/webhook/9/", 404],
  ["/organizations/x/webhook/1/", 400],
])("of a webhook that is not there (%s), no body is waited for", async (path, status) => {
  const { port, hostname } = new URL(hook);
  const socket = connect(Number(port), hostname);
  const address = `/extensions/bitbucket-server${path}`;
  socket.write(`POST ${address} HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toContain(`HTTP/1.1 ${status} `);
  socket.destroy();
});

test.skipIf(inject("postgres"))(
  "on a full disk a push has failed, and is told to come again",
  async () => {
    await sql`pragma max_page_count = 1`.execute(db);
    const { changes, ...push } = JSON.parse(PUSH) as { changes: object[] };
    const many = Array.from({ length: 3_000 }, () => changes[0]);
    const answer = await send({ body: JSON.stringify({ ...push, changes: many }) });
    expect(answer).toEqual({ status: 503, text: expect.stringContaining("cannot be written") });
    await vi.waitFor(() => expect(intake.reported).toEqual(["repo:refs_changed failed"]));
    expect(intake.log.join()).toContain("database or disk is full");
    expect(intake.log.join()).not.toContain("rollback");
  },
);
