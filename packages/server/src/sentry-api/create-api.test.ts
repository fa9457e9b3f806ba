import { pino } from "pino";
import { expect, test } from "vitest";
import { createApi } from "./create-api.ts";

test("a request that is never sent to its end is given up", async () => {
  const app = createApi(pino({ level: "silent" }), "http://localhost:9000");
  await app.ready();
  expect(app.server.requestTimeout).toBeGreaterThan(0);
});
