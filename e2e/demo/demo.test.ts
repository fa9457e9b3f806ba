import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const start = fileURLToPath(new URL("start.js", import.meta.url));

/** A story takes ten seconds on a machine that does nothing else. */
const PATIENCE_MS = 120_000;

test.each([
  ["a push resolves an issue", []],
  ["a push resolves an issue in the Sentry that a team has", ["--relay"]],
])("the demo tells how %s, to its end", { timeout: PATIENCE_MS }, async (_, options) => {
  // It ends with 1 when a step has failed, which is thrown with all that it wrote.
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [start, "--once", ...options]);
  expect(stdout).toMatch(/\ndemo: \d{2} steps passed, 0 failed\n$/);
});
