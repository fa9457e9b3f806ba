import { enableCompileCache } from "node:module";
import { join } from "node:path";

/**
 * The entry of the service. Node keeps what it compiled, types stripped: the next start is faster,
 * and without the compiler in memory (docs/benchmarks.md). Where it cannot write, nothing is lost.
 */
enableCompileCache(join(import.meta.dirname, "../../../node_modules/.cache/node-compile-cache"));

await import("./serve.ts");
