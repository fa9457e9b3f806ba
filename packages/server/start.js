import "../../require-node.js";
import module from "node:module";
import { join } from "node:path";

/**
 * Starts the service with what Node compiled the last time, types stripped: the next start is
 * faster, and without the type stripper in memory (docs/benchmarks.md). That is also why this
 * file is JavaScript. Where the cache cannot be written, nothing is lost.
 */
module.enableCompileCache(
  join(import.meta.dirname, "../../node_modules/.cache/node-compile-cache"),
);

await import("./src/main.ts");
