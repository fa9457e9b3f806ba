import { setTimeout as pause } from "node:timers/promises";
import type { ChaosWorld } from "./chaos-world.ts";
import { compare, type Difference } from "./truth/compare.ts";
import { expectAnswers, readAnswers } from "./truth/read-answers.ts";
import type { Expectation, Fact } from "./truth/fact.ts";
import { readRecorded } from "./truth/read-recorded.ts";
import { readUpstream } from "./truth/read-upstream.ts";

const LOOK_EVERY_MS = 500;
/** They come again and again, and say of nothing that it is open. */
const LOOKS = "('reconcile-repository', 'poll-upstream')";

/** How the service stood when it was quiet, or when patience ended. */
export interface Healing {
  differences: Difference[];
  /** Jobs that are not done, but for the next look at each repository and upstream, which always comes. */
  openJobs: number;
  tookMs: number;
}

/**
 * Waits until all jobs are done and nothing in the database is different, for as long as `patienceMs`:
 * what is different then stays so. In the end the public API is asked for the same.
 */
export async function heal(
  world: ChaosWorld,
  expected: readonly Expectation[],
  patienceMs: number,
): Promise<Healing> {
  const start = performance.now();
  for (;;) {
    const openJobs = await countOpenJobs(world);
    const tookMs = performance.now() - start;
    const isLate = tookMs > patienceMs;
    if (openJobs === 0 || isLate) {
      const differences = compare(expected, await readFacts(world));
      if (differences.length === 0 || isLate) {
        const told = compare(expectAnswers(expected), await readAnswers(world.service));
        return { differences: [...differences, ...told], openJobs, tookMs };
      }
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Of the service, and of the Sentry that it relays to. */
async function readFacts({ database, upstream }: ChaosWorld): Promise<Fact[]> {
  const recorded = await readRecorded(database);
  if (!upstream) return recorded;
  return [...recorded, ...(await readUpstream(upstream.database, database))];
}

/** @returns how many jobs are open that may still change something, or were given up */
export async function countOpenJobs({ database }: Pick<ChaosWorld, "database">): Promise<number> {
  const [row] = await database.query<{ count: number | string }>(
    `select count(*) as count from jobs
      where state = 'set_aside' or (state = 'waiting' and kind not in ${LOOKS})`,
  );
  return Number(row?.count ?? 0);
}
