import type { Readable } from "node:stream";

/** Of what has passed, so much is left to be freed at a time. */
const EVERY_BYTES = 4 * 1024 * 1024;

/**
 * Has the memory of what has passed through a stream freed as it goes. V8 knows a chunk by a small object, of which
 * a hundred megabytes may pile up before it cleans by itself. Needs `--expose-gc`, and does nothing without.
 */
export function freePassedBuffers(stream: Readable): void {
  const { gc } = globalThis;
  if (!gc) return;
  let passed = 0;
  stream.on("data", (chunk: Buffer) => {
    passed += chunk.length;
    if (passed < EVERY_BYTES) return;
    passed = 0;
    // Takes less than a millisecond: chunks are young.
    gc({ type: "minor" });
  });
}
