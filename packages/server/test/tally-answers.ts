import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Adds up, over all test files of a run, the answers that `observeAnswers` checked. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sentry-contract-"));
  const tallyFile = join(folder, "tally.jsonl");
  writeFileSync(tallyFile, "");
  project.provide("tallyFile", tallyFile);
  return () => {
    const tallies = readFileSync(tallyFile, "utf8").split("\n").filter(Boolean);
    let [checked, violations] = [0, 0];
    for (const tally of tallies) {
      const [more = 0, wrong = 0] = JSON.parse(tally) as number[];
      checked += more;
      violations += wrong;
    }
    console.log(`sentry contract: ${checked} answers checked, ${violations} violations`);
    rmSync(folder, { recursive: true, force: true });
  };
}
