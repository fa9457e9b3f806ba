import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import type { Api } from "../api.ts";
import { createApi } from "../create-api.ts";
import type { BodyLimits } from "./body-budget.ts";
import { receiveBodies } from "./receive-bodies.ts";

const LARGEST_BODY = 1_000_000;
const generous = { requests: 10, bytes: 10_000_000, incoming: 10, receiveMs: 10_000 };

let app: Api;
/** Requests wait here until they are let go. */
let gate: PromiseWithResolvers<void>;
let arrived = 0;

afterEach(() => app.close());

async function start(limits: Partial<BodyLimits>): Promise<string> {
  gate = Promise.withResolvers<void>();
  arrived = 0;
  app = createApi(pino({ level: "silent" }), "http://localhost");
  await app.register(async (scope: Api) => {
    receiveBodies(scope, LARGEST_BODY, { ...generous, ...limits });
    scope.post("/", async () => {
      arrived++;
      await gate.promise;
      return {};
    });
  });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

/** Begins a request, and leaves its body to the test. */
function sendRaw(url: string, header: string): Socket {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`);
  return socket;
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

test("what one sender holds at once is limited, and a small body of another's finds room", async () => {
  const url = await start({ bytes: 1_000_000 });
  const first = send(url, "x".repeat(400_000));
  await vi.waitFor(() => expect(arrived).toBe(1));
  expect((await send(url, "x".repeat(400_000))).status).toBe(503);
  const small = send(url, "x");
  await vi.waitFor(() => expect(arrived).toBe(2));
  gate.resolve();
  expect((await Promise.all([first, small])).map(({ status }) => status)).toEqual([200, 200]);
});

test("a body that is only announced takes no room from others", async () => {
  const url = await start({ requests: 1, bytes: 1_000 });
  const silent = Array.from({ length: 9 }, () => sendRaw(url, "content-length: 900000"));
  await Promise.all(silent.map((socket) => once(socket, "connect")));
  gate.resolve();
  expect((await send(url, "x".repeat(400))).status).toBe(200);
  for (const socket of silent) socket.destroy();
});

test("one sender has only so many connections whose body is yet to come", async () => {
  const url = await start({ incoming: 2 });
  const silent = [sendRaw(url, "content-length: 9"), sendRaw(url, "content-length: 9")];
  await vi.waitFor(async () => expect((await send(url)).status).toBe(503));
  for (const socket of silent) socket.destroy();
  gate.resolve();
  await vi.waitFor(async () => expect((await send(url)).status).toBe(200));
});

test("a body in pieces of a byte is counted as what it takes", async () => {
  const url = await start({ bytes: 2_000_000 });
  const socket = sendRaw(url, "transfer-encoding: chunked");
  socket.write("1\r\nx\r\n".repeat(10_000));
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 503 /);
  socket.destroy();
});

test.each([
  ["as announced", true],
  ["unannounced", false],
])("a body that is too large is refused, %s", async (_how, isAnnounced) => {
  const url = await start({});
  const body = Buffer.alloc(LARGEST_BODY + 1);
  const stream = isAnnounced ? body : new Blob([body]).stream();
  const options = { method: "POST", body: stream, duplex: "half" } as RequestInit;
  const answer = await fetch(url, options);
  expect([answer.status, await answer.json()]).toEqual([
    413,
    { detail: "The body is too large: it may have 1000000 bytes." },
  ]);
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
  const socket = sendRaw(url.href, "content-length: 9");
  socket.write("[");
  await once(socket, "close");
  gate.resolve();
  expect((await send(url.href)).status).toBe(200);
});
