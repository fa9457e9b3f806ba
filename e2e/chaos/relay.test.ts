import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type ChaosWorld, startChaosWorld } from "./chaos-world.ts";
import { type ChaosResult, runChaos } from "./run-chaos.ts";
import { compare } from "./truth/compare.ts";
import { harmCopy } from "./truth/read-harmed.ts";
import { readRecorded } from "./truth/read-recorded.ts";
import { readUpstream } from "./truth/read-upstream.ts";

/** The large run is `npm run chaos -- --relay`; this one is of a size for every day. */
const SMALL = { commits: 150, repositories: 3, kills: 2, seed: 1 };

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
    relay: true,
  });
  result = await runChaos(world, {
    ...SMALL,
    faults: { failingCalls: 0.1, silentCalls: 0, lostDeliveries: 0.1, doubledDeliveries: 0.1 },
    upstreamFaults: { failing: 0.2, silent: 0 },
    underFaultsMs: 3_000,
    healPatienceMs: 60_000,
    say: () => undefined,
  });
}, 150_000);

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test("kills and failing calls on both sides lose nothing, double nothing and falsify nothing there", () => {
  expect(result.differences).toEqual([]);
  expect(result.openJobs).toBe(0);
});

test("releases with refs, and some that are found by a tag and by a sha, were relayed", async () => {
  const origins = await world.database.query<{ origin: string }>(
    "select distinct origin from relayed_releases where state = 'sent'",
  );
  expect(new Set(origins.map(({ origin }) => origin))).toEqual(new Set(["asked", "found"]));
});

test.each<[harm: string, statement: string, told: RegExp]>([
  [
    "a lost commit of a release",
    "delete from release_commits where commit_id = (select max(commit_id) from release_commits)",
    /^lost: upstream release commit /,
  ],
  [
    "a lost release",
    "delete from releases where id = (select max(id) from releases)",
    /^lost: upstream release /,
  ],
  [
    "another message",
    "update commits set message = 'X' where id = (select max(commit_id) from release_commits)",
    /^wrong: upstream commit /,
  ],
  [
    "a lost file",
    "delete from commit_files where commit_id = (select min(commit_id) from commit_files)",
    /^lost: upstream patch set /,
  ],
  [
    "a resolution that nobody asked for",
    "update issues set status = 'resolved' where id = (select min(id) from issues where status = 'unresolved')",
    /^wrong: upstream issue /,
  ],
  [
    "a resolution that never came",
    "update issues set status = 'unresolved' where id = (select min(id) from issues where status = 'resolved')",
    /^wrong: upstream issue /,
  ],
  [
    "an issue resolved twice",
    `insert into activities (issue_id, type, data, created_at)
      select issue_id, type, data, created_at from activities where type like 'set_resolved%' limit 1`,
    /^doubled: upstream activity /,
  ],
])("%s there is told", async (_harm, statement, told) => {
  const { upstream } = world;
  if (!upstream) throw new Error("Nothing is relayed");
  const facts = await harmCopy(upstream.database, folder, statement, async (harmed) => [
    ...(await readRecorded(world.database)),
    ...(await readUpstream(harmed, world.database)),
  ]);
  const differences = compare(result.expected, facts);
  const words = differences.map(({ kind, words }) => `${kind}: ${words}`);
  expect(words).toContainEqual(expect.stringMatching(told));
});
