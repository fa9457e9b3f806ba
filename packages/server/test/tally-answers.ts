import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Adds up, over all test files of a run, the answers that `observeAnswers` checked, and the requests. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sentry-contract-"));
  const tallyFile = join(folder, "tally.jsonl");
  writeFileSync(tallyFile, "");
  project.provide("tallyFile", tallyFile);
  return () => {
    const tallies = readFileSync(tallyFile, "utf8").split("\n").filter(Boolean);
    const sums = [0, 0, 0, 0];
    for (const tally of tallies) {
      for (const [n, more] of (JSON.parse(tally) as number[]).entries()) {
        sums[n] = (sums[n] ?? 0) + more;
      }
    }
    const [answers, violations, requests, wrong] = sums;
    console.log(`sentry contract: ${answers} answers checked, ${violations} violations`);
    console.log(`upstream contract: ${requests} requests checked, ${wrong} violations`);
    rmSync(folder, { recursive: true, force: true });
  };
}
