import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../../test/start-api.ts";
import { createApi } from "./create-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const WANTED = {
  "content-security-policy": expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "strict-transport-security": "max-age=31536000",
};

test.each([
  ["a success", "/api/0/"],
  ["no token", "/api/0/organizations/"],
  ["no such route", "/nowhere"],
  ["an address that cannot be read", "/api/0/%zz"],
  ["the document", "/api/0/openapi.json"],
  ["the page of the document", "/api/docs"],
  ["the page after an approval", "/extensions/bitbucket_server/setup/?oauth_token=t"],
  ["ingest", "/api/1/envelope/"],
])("an answer has the headers: %s", async (what, path) => {
  const authorization = what === "a success" ? `Bearer ${api.token}` : "";
  const { headers } = await fetch(api.url + path, { headers: { authorization } });
  expect(Object.fromEntries(headers)).toMatchObject(WANTED);
  expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
});

test("without https nobody is told to come by it for a year", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  const { headers } = await app.inject("/");
  expect(headers).not.toHaveProperty("strict-transport-security");
  expect(headers).toHaveProperty("x-frame-options");
});

test.each([
  ["no HTTP", "nonsense", 400],
  ["a header without an end", `GET / HTTP/1.1\r\nhost: x\r\na: ${"a".repeat(20_000)}`, 431],
  ["an expectation", "GET /healthz HTTP/1.1\r\nhost: x\r\nexpect: miracles", 417],
])("so has the refusal of what no route hears of: %s", async (_what, request, status) => {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.write(`${request}\r\n\r\n`);
  const answer = text(socket);
  await once(socket, "close");
  expect(await answer).toContain(`HTTP/1.1 ${status} `);
  expect((await answer).toLowerCase()).toContain("x-content-type-options: nosniff");
});
