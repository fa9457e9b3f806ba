import { shareOf } from "../figures.ts";
import { PAGES, timePages } from "./time-pages.ts";
import { type ScaleWorld, startScaleWorld } from "./scale-world.ts";
import { timeReconciles } from "./time-reconciles.ts";
import { COMMITS_OF_A_PUSH, timePushes } from "./time-pushes.ts";

const SMALL = { commits: 10_000, releases: 100, repositories: 20 };
const LARGE = { commits: 1_000_000, releases: 10_000, repositories: 2_000 };
const QUESTIONS = 500;
const PUSHES = 80;
const RECONCILE_SECONDS = 60;

/**
 * The same with a hundred times as much in the database: pages, pushes, and looks at a repository in which
 * nothing happens. Each world is its own Bitbucket and its own service, and they are asked in turn.
 */
export async function benchScale(): Promise<void> {
  const worlds: ScaleWorld[] = [];
  try {
    for (const size of [SMALL, LARGE]) {
      const started = performance.now();
      worlds.push(await startScaleWorld(size, 1 + PUSHES * COMMITS_OF_A_PUSH));
      const seconds = ((performance.now() - started) / 1_000).toFixed(0);
      console.log(`\n${JSON.stringify(size)}: filled in ${seconds} s`);
    }
    console.log(`${SMALL.commits} → ${LARGE.commits} commits, in turn, in ms`);
    for (const [name, pathOf] of PAGES) {
      print(name, await timePages(worlds, pathOf, QUESTIONS));
    }
    // Before the pushes: nothing has happened in the repository then.
    print("reconcile of a quiet repository", await timeReconciles(worlds, RECONCILE_SECONDS));
    print(`push of ${COMMITS_OF_A_PUSH} commits`, await timePushes(worlds, PUSHES));
  } finally {
    for (const world of worlds) await world.close();
  }
}

function print(name: string, [small = [], large = []]: number[][]): void {
  const compare = (share: number) => {
    const [before, after] = [shareOf(small, share), shareOf(large, share)];
    return `${before.toFixed(1)} → ${after.toFixed(1)} (× ${(after / before).toFixed(2)})`;
  };
  console.log(
    `  ${name.padEnd(34)} median ${compare(0.5)}, p99 ${compare(0.99)}, of ${small.length} and ${large.length}`,
  );
}
