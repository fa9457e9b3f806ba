import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeBody } from "./decode-body.ts";

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
  expect(await decodeBody(bytes, encoding, 1_000)).toEqual({ ok: true, bytes: text });
});

test.each([
  ["a body that decodes to more than the limit", "gzip", gzipSync(text), 413],
  ["a brotli bomb", "br", brotliCompressSync(Buffer.alloc(50_000_000)), 413],
  ["a body that is not what it says", "gzip", text, 400],
  ["an unknown encoding", "compress", text, 415],
  ["several encodings", "gzip, br", text, 415],
  ["a name of Object's own", "constructor", text, 415],
])("refuses %s", async (_name, encoding, bytes, status) => {
  expect(await decodeBody(bytes, encoding, 500)).toMatchObject({ ok: false, status });
});
