import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest, type RequestListener } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { authorization, startSpiedRelay } from "./spied-relay.ts";

/** More than anybody would hold. */
function* endless(): Generator<string> {
  for (;;) yield " ".repeat(64 * 1024);
}

test("a body far over our own limits goes up as it comes, and its answer down", async () => {
  const hash = createHash("sha256");
  const relay = await startSpiedRelay((request, response) => {
    request.on("data", (chunk: Buffer) => hash.update(chunk));
    request.on("end", () => response.end(hash.digest("hex") + "x".repeat(64 * 1024 * 1024)));
  });
  const block = randomBytes(1024 * 1024);
  const expected = createHash("sha256");
  const sent = Readable.from(
    (function* () {
      for (let made = 0; made < 128; made++) {
        expected.update(block);
        yield block;
      }
    })(),
  );
  const request = httpRequest(`${relay.url}/chunk-upload/`, {
    method: "POST",
    headers: { authorization, expect: "100-continue" },
  });
  sent.pipe(request);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const answer = await text(response);
  expect(answer.slice(0, 64)).toBe(expected.digest("hex"));
  expect(answer.length).toBe(64 + 64 * 1024 * 1024);
});

test("the answer to a request that is refused before its end arrives", async () => {
  const relay = await startSpiedRelay((_request, response) => {
    response.writeHead(413, { "content-type": "application/json", connection: "close" });
    response.end('{"detail": "Too large"}');
  });
  const request = httpRequest(`${relay.url}/chunk-upload/`, {
    method: "POST",
    headers: { authorization },
  });
  request.on("error", () => undefined);
  request.write(Buffer.alloc(1024));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect([response.statusCode, await text(response)]).toEqual([413, '{"detail": "Too large"}']);
  request.destroy();
});

test("a caller who leaves ends the request at the upstream, before and during the answer", async () => {
  for (const begins of [false, true]) {
    const ended = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const relay = await startSpiedRelay((_request, response) => {
      response.once("close", () => ended.resolve());
      if (begins) response.write("begun");
      arrived.resolve();
    });
    const leaving = new AbortController();
    const answer = fetch(`${relay.url}/slow/`, {
      headers: { authorization },
      signal: leaving.signal,
    }).then((response) => response.text());
    const left = answer.catch((error: unknown) => error);
    await arrived.promise;
    leaving.abort();
    await ended.promise;
    expect(await left).toMatchObject({ name: "AbortError" });
  }
});

test("a caller who leaves ends a change of a release as well", async () => {
  const [arrived, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const relay = await startSpiedRelay((_request, response) => {
    response.once("close", () => ended.resolve());
    arrived.resolve();
  });
  const leaving = new AbortController();
  const left = fetch(`${relay.url}/releases/`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ version: "1.0.0", projects: ["shop"] }),
    signal: leaving.signal,
  }).catch((error: unknown) => error);
  await arrived.promise;
  leaving.abort();
  await ended.promise;
  expect(await left).toMatchObject({ name: "AbortError" });
});

test.each([
  ["by us, without credentials", {}, 0],
  ["by the upstream, with some that it does not know", { authorization }, 1],
])("a large change of a release is refused before it is sent, %s", async (_who, sent, asked) => {
  const relay = await startSpiedRelay((_request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end('{"detail": "Invalid token"}');
  });
  const request = httpRequest(`${relay.url}/releases/`, {
    method: "POST",
    headers: { ...sent, "content-type": "application/json", "content-length": 20_000_000 },
  });
  request.on("error", () => undefined);
  request.write("[");
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect([response.statusCode, relay.spy.seen.length]).toEqual([401, asked]);
  request.destroy();
});

test("options of an upload that never end are not held", async () => {
  const relay = await startSpiedRelay((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    Readable.from(endless()).pipe(response);
    response.once("close", () => response.destroy());
  });
  const answer = await fetch(`${relay.url}/chunk-upload/`, { headers: { authorization } });
  expect([answer.status, await answer.text()]).toEqual([
    502,
    expect.stringContaining("larger than"),
  ]);
});

test("an upstream that leaves in the middle cuts the answer off; one that is away is told", async () => {
  let listener: RequestListener = (_request, response) => {
    response.write("begun", () => response.destroy());
  };
  const relay = await startSpiedRelay((request, response) => listener(request, response));
  const cut = fetch(`${relay.url}/cut/`, { headers: { authorization } });
  await expect(cut.then((response) => response.text())).rejects.toThrow("terminated");
  listener = (request) => request.destroy();
  const away = await fetch(`${relay.url}/away/`, { headers: { authorization } });
  expect([away.status, await away.text()]).toEqual([
    502,
    expect.stringContaining("closed the connection"),
  ]);
});
