import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type ChaosWorld, startChaosWorld } from "./chaos-world.ts";
import { type ChaosResult, runChaos } from "./run-chaos.ts";
import { compare, countDifferences } from "./truth/compare.ts";
import { readHarmed } from "./truth/read-harmed.ts";

/** The large run is `npm run chaos`; this one is of a size for every day. */
const SMALL = { commits: 200, repositories: 3, kills: 3, seed: 1 };

let folder: string;
let world: ChaosWorld;
let result: ChaosResult;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaos-"));
  world = await startChaosWorld({
    folder,
    ...(inject("postgres")
      ? { database: "postgres", replicas: 2 }
      : { database: "sqlite", replicas: 1 }),
    reconcileSeconds: 1,
  });
  result = await runChaos(world, {
    ...SMALL,
    faults: { failingCalls: 0.2, silentCalls: 0, lostDeliveries: 0.1, doubledDeliveries: 0.1 },
    upstreamFaults: { failing: 0, silent: 0 },
    underFaultsMs: 3_000,
    healPatienceMs: 60_000,
    say: () => undefined,
  });
}, 120_000);

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test("kills, failing calls and lost webhooks lose nothing, double nothing and falsify nothing", () => {
  expect(result.differences).toEqual([]);
  expect(result.openJobs).toBe(0);
});

test.each<[harm: string, statement: string, told: RegExp]>([
  ["a lost commit", `delete from commits where id = ${aCommit("is_merge = 0")}`, /^lost: commit /],
  [
    "a lost file",
    `delete from commit_files where commit_id = ${aCommitWithFiles()}`,
    /^lost: patch/,
  ],
  ["a lost ref", "delete from repository_refs where ref = 'refs/heads/main'", /^lost: ref /],
  [
    "an author by another name",
    "update commit_authors set name = 'X' where email = 'robot@localhost'",
    /^wrong: author robot/,
  ],
  ["a lost link", "delete from commit_references", /^lost: link /],
  [
    "a resolution that nobody asked for",
    "update issues set status = 'resolved' where id = (select min(id) from issues where status = 'unresolved')",
    /^wrong: resolution /,
  ],
  [
    "a resolution that is forgotten",
    "update issues set status = 'unresolved' where id = (select min(issue_id) from resolutions)",
    /^wrong: resolution /,
  ],
  [
    "an activity told twice",
    `insert into activities (issue_id, type, data, created_at)
      select issue_id, type, data, created_at from activities where type = 'referenced_in_commit' limit 1`,
    /^doubled: activity /,
  ],
  [
    "a lost release",
    "delete from releases where id = (select min(id) from releases)",
    /^lost: release /,
  ],
  [
    "a release with its commits in another order",
    "update release_commits set position = position + 1 where position is not null",
    /^wrong: release commit /,
  ],
  [
    "a commit recorded twice",
    `insert into commits (repository_id, sha, message, authored_at, committed_at, parents, is_merge, files_truncated, created_at)
      select (select max(id) from repositories where id <> repository_id), sha, message, authored_at, committed_at, parents, is_merge, files_truncated, created_at
      from commits limit 1`,
    /^wrong: commit /,
  ],
])("%s is told", async (_harm, statement, told) => {
  const differences = await afterHarm(statement);
  expect(differences).toContainEqual(expect.stringMatching(told));
});

function aCommit(condition: string): string {
  return `(select max(id) from commits where ${condition})`;
}

function aCommitWithFiles(): string {
  return "(select max(commit_id) from commit_files)";
}

/** @returns the differences that harm to the database makes, in words */
async function afterHarm(statement: string): Promise<string[]> {
  const differences = compare(result.expected, await readHarmed(world, statement));
  expect(countDifferences(differences)).not.toBe("lost 0, doubled 0, wrong 0");
  return differences.map(({ kind, words }) => `${kind}: ${words}`);
}
