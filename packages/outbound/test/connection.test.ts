import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { Connection } from "../src/index.ts";

const MIB = 1024 * 1024;

async function connect(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = new Connection({ baseUrl }, "The other");
  onTestFinished(async () => {
    await connection.close();
    server.closeAllConnections();
    server.close();
  });
  return { connection, url: `${baseUrl}/there?secret=1` };
}

const never = new AbortController().signal;

test("an open answer has begun and has not ended; its body is read as it comes", async () => {
  const gate = Promise.withResolvers<void>();
  const { connection, url } = await connect((_request, response) => {
    response.writeHead(201, { "x-mark": "one" }).write("first ");
    void gate.promise.then(() => response.end("last"));
  });
  const opened = await connection.open({ method: "GET", url, headers: {} }, never, 5_000);
  expect([opened.statusCode, opened.headers["x-mark"]]).toEqual([201, "one"]);
  gate.resolve();
  expect(await text(opened.body)).toBe("first last");
});

test("a body is sent as it comes, and never held as a whole", async () => {
  const { connection, url } = await connect((request, response) => {
    let size = 0;
    request.on("data", (chunk: Buffer) => (size += chunk.length));
    request.on("end", () => response.end(String(size)));
  });
  let made = 0;
  const body = Readable.from(
    (function* () {
      for (; made < 64; made++) yield Buffer.alloc(MIB);
    })(),
  );
  const opened = await connection.open({ method: "PUT", url, headers: {}, body }, never, 5_000);
  expect([await text(opened.body), made]).toEqual([String(64 * MIB), 64]);
});

test("an answer that goes silent is ended, and told without the query", async () => {
  const { connection, url } = await connect((_request, response) => {
    response.write("first");
  });
  const opened = await connection.open({ method: "GET", url, headers: {} }, never, 50);
  const failure = await text(opened.body).catch((error: unknown) => error);
  const error = connection.toError(failure, url);
  expect(error).toMatchObject({
    failure: "silent",
    message: expect.not.stringContaining("secret"),
  });
  expect(error.message).toMatch(/^The other at 127\.0\.0\.1:\d+ went silent/);
});

test("the caller's signal ends an exchange at the other end too", async () => {
  const ended = Promise.withResolvers<void>();
  const { connection, url } = await connect((request, response) => {
    response.on("close", () => ended.resolve());
    request.resume();
    response.write("first");
  });
  const leaving = new AbortController();
  const opened = await connection.open({ method: "GET", url, headers: {} }, leaving.signal, 5_000);
  leaving.abort();
  await expect(text(opened.body)).rejects.toThrow("abort");
  await ended.promise;
});

test("an exchange over its limits is told as that", async () => {
  const { connection, url } = await connect((_request, response) => {
    response.end("x".repeat(100));
  });
  const limits = { timeoutMs: 5_000, maxAnswerBytes: 99 };
  await expect(
    connection.exchange({ method: "GET", url, headers: {} }, limits),
  ).rejects.toMatchObject({ failure: "too-large" });
});
