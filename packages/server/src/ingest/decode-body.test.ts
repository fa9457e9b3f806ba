import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeBody, decodeStart } from "./decode-body.ts";

const text = Buffer.from("hello ".repeat(100));

test.each([
  ["nothing", undefined, text],
  ["identity", "identity", text],
  ["gzip", "gzip", gzipSync(text)],
  ["gzip in capitals", "GZIP", gzipSync(text)],
  ["deflate", "deflate", deflateSync(text)],
  ["brotli", "br", brotliCompressSync(text)],
  ["zstd", "zstd", zstdCompressSync(text)],
])("undoes %s", async (_name, encoding, bytes) => {
  expect(await decodeBody(bytes, encoding, { maxBytes: 1_000 })).toEqual({ ok: true, bytes: text });
});

test.each([
  ["a body that decodes to more than the limit", "gzip", gzipSync(text), 413],
  ["a brotli bomb", "br", brotliCompressSync(Buffer.alloc(50_000_000)), 413],
  ["a body that is not what it says", "gzip", text, 400],
  ["an unknown encoding", "compress", text, 415],
  ["several encodings", "gzip, br", text, 415],
  ["a name of Object's own", "constructor", text, 415],
])("refuses %s", async (_name, encoding, bytes, status) => {
  expect(await decodeBody(bytes, encoding, { maxBytes: 500 })).toMatchObject({ ok: false, status });
});

test.each([
  ["nothing", undefined, text],
  ["gzip", "gzip", gzipSync(text)],
  ["a brotli bomb", "br", brotliCompressSync(Buffer.concat([text, Buffer.alloc(50_000_000)]))],
])("gives the start of %s, and decodes no more", async (_name, encoding, bytes) => {
  const start = await decodeStart(bytes, encoding, 100);
  expect(start).toEqual({ ok: true, bytes: text.subarray(0, 100) });
});

test("asks for room as a body grows, and stops when there is none", async () => {
  let room = 1_000_000;
  const take = (bytes: number) => (room -= bytes) >= 0;
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const decoded = await decodeBody(bomb, "gzip", { maxBytes: 100_000_000, take });
  expect(decoded).toMatchObject({ ok: false, status: 503 });
  expect(room).toBeGreaterThan(-100_000);
});
