import { pino } from "pino";
import { expect, test } from "vitest";
import { createApi } from "./create-api.ts";

test("a request that is never sent to its end, and a connection that says nothing, are given up", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  await app.ready();
  expect(app.server.headersTimeout).toBe(10_000);
  expect(app.server.requestTimeout).toBe(120_000);
  expect(app.server.timeout).toBe(150_000);
});

test("an address that cannot be read is refused as everything else is", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  const response = await app.inject("/api/0/organizations/%zz/");
  expect(response.statusCode).toBe(400);
  expect(response.json()).toEqual({ detail: expect.stringContaining("%zz") });
});
