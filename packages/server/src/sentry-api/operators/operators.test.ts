import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { secretBox } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import type { Database } from "../../db/database.ts";
import { isSameKey } from "../../integrations/key-check-store.ts";
import { rotateKey } from "../../integrations/rotate-key.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import type { Api } from "../api.ts";
import { createApi } from "../create-api.ts";
import { operatorRoutes } from "./routes.ts";

let db: Database;
let app: Api | undefined;
let isWorking: boolean;

beforeEach(async () => {
  db = await openTestDatabase();
  await isSameKey(db, secretBox);
  isWorking = true;
});

afterEach(async () => {
  await app?.close();
  await db.destroy();
});

async function start({
  metricsToken,
  on = db,
  publicUrl = "http://localhost:9000",
}: {
  metricsToken?: string;
  on?: Database;
  publicUrl?: string;
} = {}) {
  app = createApi(pino({ level: "silent" }), publicUrl);
  const metrics = createMetrics(on);
  operatorRoutes(app, {
    db: on,
    secretBox,
    isWorking: () => isWorking,
    metrics,
    metricsToken,
  });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

test("a service that can do its work is ready", async () => {
  const answer = await fetch(`${await start()}/readyz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok", database: "ok", worker: "ok" });
});

test("one whose database was sealed with another key meanwhile is not ready", async () => {
  const url = await start();
  await rotateKey(db, { from: "k".repeat(64), to: "t".repeat(64) });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ database: expect.stringContaining("SECRET_KEY") });
});

test("one whose worker does not run is alive, and not ready", async () => {
  const url = await start();
  isWorking = false;
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    database: "ok",
    worker: expect.stringContaining("It has not looked for jobs"),
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${url}/_health/`)).text()).toBe("ok");
});

test.each([
  ["has another version's tables", "0002-of-tomorrow", "Its tables are of a newer version"],
  ["lacks tables", undefined, "Its tables are of an older version"],
])("one whose database %s is not ready", async (_, name, sentence) => {
  const url = await start();
  const migrations = db.withTables<{ kyselyMigration: { name: string; timestamp: string } }>();
  if (name === undefined) await migrations.deleteFrom("kyselyMigration").execute();
  else await migrations.insertInto("kyselyMigration").values({ name, timestamp: "0" }).execute();
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ database: expect.stringContaining(sentence) });
});

test("one whose database is gone is not ready, and says no more than that", async () => {
  const gone = await openTestDatabase();
  await gone.destroy();
  const url = await start({ on: gone });
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    database: "It does not answer, or cannot be written: see the log.",
  });
});

test.skipIf(inject("postgres"))("one that cannot write is not ready until it can", async () => {
  const url = await start();
  await sql`pragma query_only = on`.execute(db);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  await sql`pragma query_only = off`.execute(db);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

const TOKEN = "a token for Prometheus";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("with a token, metrics are for those who send it", async () => {
  const url = `${await start({ metricsToken: TOKEN })}/metrics`;
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: bearer("another") })).status).toBe(401);
  const answer = await fetch(url, { headers: bearer(TOKEN) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await answer.text()).toContain("sentry_bitbucket_jobs_waiting 0\n");
});

test("without one, they are for this machine", async () => {
  const url = `${await start()}/metrics`;
  expect((await fetch(url)).status).toBe(200);
  expect(await statusFor(url, "127.0.0.1")).toBe(200);
  expect(await statusFor(url, "[::1]:9000")).toBe(200);
});

test("without one, they are for nobody who calls this machine by another name", async () => {
  const url = `${await start()}/metrics`;
  expect(await statusFor(url, "evil.example.com")).toBe(403);
});

test("without one, of a service with a public address they are for nobody: a proxy may call for anybody", async () => {
  const answer = await fetch(`${await start({ publicUrl: "https://sentry.example.com" })}/metrics`);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({ detail: expect.stringContaining("METRICS_TOKEN") });
});

/** Asks by another name than that of the address. */
async function statusFor(url: string, host: string): Promise<number | undefined> {
  const [answer] = (await once(get(url, { headers: { host } }), "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}
