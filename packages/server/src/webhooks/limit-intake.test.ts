import { connect } from "node:net";
import { once } from "node:events";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import type { Api } from "../sentry-api/api.ts";
import { createApi } from "../sentry-api/create-api.ts";
import { type IntakeLimits, limitIntake } from "./limit-intake.ts";

const LARGEST_BODY = 1_000;
const generous = { requests: 10, bytes: 10_000, receiveMs: 10_000 };

let app: Api;
/** Requests wait here until they are let go. */
let gate: PromiseWithResolvers<void>;
let arrived = 0;

afterEach(() => app.close());

async function start(limits: Partial<IntakeLimits>): Promise<string> {
  gate = Promise.withResolvers<void>();
  arrived = 0;
  app = createApi(pino({ level: "silent" }), "http://localhost");
  await app.register(async (scope: Api) => {
    limitIntake(scope, LARGEST_BODY, { ...generous, ...limits });
    scope.post("/", async () => {
      arrived++;
      await gate.promise;
      return {};
    });
  });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

const send = (url: string, text = "") =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(text),
    headers: { "content-type": "application/json" },
  });

test("one request more than may be under way is told when to come again, and then let in", async () => {
  const url = await start({ requests: 2 });
  const first = [send(url), send(url)];
  await vi.waitFor(() => expect(arrived).toBe(2));
  const refused = await send(url);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  gate.resolve();
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await send(url)).status).toBe(200);
});

test("bodies that are too large together are refused before they are read", async () => {
  const url = await start({ bytes: 1_000 });
  const first = send(url, "x".repeat(600));
  await vi.waitFor(() => expect(arrived).toBe(1));
  expect((await send(url, "x".repeat(600))).status).toBe(503);
  gate.resolve();
  await first;
});

test("a client that goes away leaves its place to another", async () => {
  const url = await start({ requests: 1 });
  const leaving = new AbortController();
  const left = fetch(url, { method: "POST", signal: leaving.signal }).catch(() => "left");
  await vi.waitFor(() => expect(arrived).toBe(1));
  leaving.abort();
  expect(await left).toBe("left");
  gate.resolve();
  await vi.waitFor(async () => expect((await send(url)).status).toBe(200));
});

test("a client whose body does not come is cut off", async () => {
  const url = new URL(await start({ requests: 1, receiveMs: 30 }));
  const socket = connect(Number(url.port), url.hostname);
  socket.on("error", () => undefined);
  socket.write(
    "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n[",
  );
  await once(socket, "close");
  gate.resolve();
  expect((await send(url.href)).status).toBe(200);
});
