import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSdkRequests } from "../../../test/read-recordings.ts";
import {
  addProject,
  type Answer,
  startApi,
  type TestApi,
  toAnswer,
} from "../../../test/start-api.ts";

let api: TestApi;
let project: Awaited<ReturnType<typeof addProject>>;

beforeEach(async () => {
  api = await startApi();
  project = await addProject(api, "shop");
});

afterEach(() => api.close());

const EVENT_ID = "9c6144d67c6e407db3c06cd5f7eb25af";

function envelope(event: object = { message: "hello" }, header: object = {}): string {
  const lines = [{ event_id: EVENT_ID, ...header }, { type: "event" }, event];
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

async function send(
  body: string | Buffer,
  { headers = {}, query = `?sentry_key=${project.publicKey}`, id = project.id } = {},
): Promise<Answer> {
  const url = `${api.url}/api/${id}/envelope/${query}`;
  const payload = new Uint8Array(Buffer.from(body));
  return toAnswer(await fetch(url, { method: "POST", headers, body: payload }));
}

const titles = async () =>
  (await api.db.selectFrom("events").select("title").execute()).map((event) => event.title);

test("an event is stored before it is answered", async () => {
  const { status, body, headers } = await send(envelope());
  expect([status, body]).toEqual([200, { id: EVENT_ID }]);
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(await titles()).toEqual(["hello"]);
});

test.each([
  ["in the query", () => ({})],
  [
    "in X-Sentry-Auth",
    () => ({ query: "", headers: { "x-sentry-auth": `Sentry sentry_key=${project.publicKey}` } }),
  ],
  [
    "as the user of HTTP Basic",
    () => ({
      query: "",
      headers: {
        authorization: `Basic ${Buffer.from(`${project.publicKey}:`).toString("base64")}`,
      },
    }),
  ],
])("the DSN's key may come %s", async (_name, options) => {
  expect((await send(envelope(), options())).status).toBe(200);
});

test("the DSN may come in the envelope's header", async () => {
  const dsn = `https://${project.publicKey}@sentry.example.com/${project.id}`;
  expect((await send(envelope({}, { dsn }), { query: "" })).status).toBe(200);
});

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
])("a body may come as %s", async (encoding, compress) => {
  const headers = { "content-encoding": encoding, "content-type": "application/x-sentry-envelope" };
  expect((await send(compress(envelope()), { headers })).status).toBe(200);
  expect(await titles()).toEqual(["hello"]);
});

test("a body may come in chunks, its length unsaid", async () => {
  const chunks = envelope()
    .match(/.{1,20}/gs)
    ?.map((text) => new TextEncoder().encode(text));
  const response = await fetch(
    `${api.url}/api/${project.id}/envelope/?sentry_key=${project.publicKey}`,
    { method: "POST", body: ReadableStream.from(chunks ?? []), duplex: "half" },
  );
  expect(response.status).toBe(200);
  expect(await titles()).toEqual(["hello"]);
});

test("of a request that is refused, nothing is stored", async () => {
  const items = [{ type: "event" }, { message: "one" }, { type: "event" }, "two"];
  const body = ["{}", ...items.map((line) => JSON.stringify(line))].join("\n");
  expect((await send(body)).status).toBe(400);
  expect(await titles()).toEqual([]);
});

/** As a person does it. */
const changeKey = (change: object) =>
  api.call("PUT", `/api/0/projects/acme/shop/keys/${project.publicKey}/`, change);

test("a key that was switched off is refused", async () => {
  await changeKey({ isActive: false });
  expect((await send(envelope())).status).toBe(403);
  expect(await titles()).toEqual([]);
});

describe("a key that has sent as many events as it may", () => {
  beforeEach(async () => {
    await changeKey({ rateLimit: { window: 3_600, count: 1 } });
    await send(envelope({ message: "the first" }));
  });

  const second = () => envelope({ message: "the second", event_id: "0".repeat(31) + "1" });

  test("is told when to go on, in the headers that SDKs read", async () => {
    const { status, headers, body } = await send(second());
    expect(status).toBe(429);
    const [seconds, categories, scope] = headers.get("x-sentry-rate-limits")?.split(":") ?? [];
    expect(Number(seconds)).toBeGreaterThan(3_500);
    expect([categories, scope]).toEqual(["error;default", "key"]);
    expect(headers.get("retry-after")).toBe(seconds);
    expect(headers.get("access-control-expose-headers")).toContain("x-sentry-rate-limits");
    expect(body.detail).toContain("1 events in 3600 seconds");
    expect(await titles()).toEqual(["the first"]);
  });

  test("may go on with what is not counted", async () => {
    expect((await send(`{}\n{"type":"session"}\n{}`)).status).toBe(200);
  });

  test("does not silence another project", async () => {
    const other = await addProject(api, "other");
    const query = `?sentry_key=${other.publicKey}`;
    expect((await send(second(), { id: other.id, query })).status).toBe(200);
  });
});

test("items that are no events are taken and dropped", async () => {
  const lines = ['{"type":"session"}', "{}", '{"type":"from the future"}', "whatever", ""];
  const { status } = await send(`{}\n${lines.join("\n")}`);
  expect(status).toBe(200);
  expect(await titles()).toEqual([]);
});

test.each([
  ["no key", { query: "" }, 401, "names no DSN key"],
  ["an unknown key", { query: `?sentry_key=${"0".repeat(32)}` }, 403, "not one of project"],
  ["a project that is not there", { id: 4711 }, 403, "not one of project 4711"],
])("refuses %s with a reason that browsers can read", async (_name, options, status, reason) => {
  const answer = await send(envelope(), options);
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toContain(reason);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
});

test.each([
  ["an envelope that is none", "[]", 400],
  ["an event that is no JSON", `{}\n{"type":"event"}\n{"a`, 400],
  ["an event of more than 1 MiB", envelope({ message: "x".repeat(1024 * 1024) }), 413],
  ["a body of more than 20 MiB", Buffer.alloc(20 * 1024 * 1024 + 1), 413],
])("refuses %s and stores nothing", async (_name, body, status) => {
  const answer = await send(body);
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toMatch(/\w+ \w+/);
  expect(await titles()).toEqual([]);
});

test("a page of another origin may ask first", async () => {
  const preflight = await fetch(`${api.url}/api/${project.id}/envelope/`, { method: "OPTIONS" });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("x-sentry-auth");
});

const recordings = readSdkRequests();

test.runIf(recordings.length > 0)("takes what unmodified SDKs send", async () => {
  const { db } = api;
  await db.updateTable("projects").set({ id: 1 }).where("id", "=", project.id).execute();
  const publicKey = "0123456789abcdef0123456789abcdef";
  await db.updateTable("projectKeys").set({ publicKey }).execute();
  for (const { rawUrl, headers, contentEncoding, bodyText } of recordings) {
    const kept = headers.filter(([name]) => /^(x-sentry-auth|content-(type|encoding))$/.test(name));
    const body = contentEncoding === "gzip" ? gzipSync(bodyText) : Buffer.from(bodyText);
    const payload = new Uint8Array(body);
    const answer = await fetch(`${api.url}${rawUrl}`, {
      method: "POST",
      headers: kept,
      body: payload,
    });
    expect([answer.status, rawUrl]).toEqual([200, rawUrl]);
  }
  // Each case reports different faults, whichever version of an SDK does it.
  const issues = await db.selectFrom("issues").select(["title", "timesSeen"]).execute();
  expect(issues).toContainEqual({ title: "RangeError: uncaught one", timesSeen: 2 });
  expect(issues).toContainEqual({ title: "KeyError: 'nope'", timesSeen: 1 });
  expect(issues).toContainEqual({ title: "Error: browser boom", timesSeen: 1 });
});
