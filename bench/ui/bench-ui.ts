import prepare from "@sentry-bitbucket-server/e2e/ui/prepare.ts";
import { describeFigures } from "../figures.ts";
import { type ScaleWorld, startScaleWorld } from "../scale/scale-world.ts";
import { type BenchBrowser, openBenchBrowser } from "./bench-browser.ts";
import { timeArrivals } from "./time-arrivals.ts";
import { timeFirstLoads } from "./time-first-loads.ts";
import { timeOpening, timePaging } from "./time-page-changes.ts";

const SIZE = { commits: 1_000_000, releases: 10_000, repositories: 2_000 };
const LOADS = 15;
const CHANGES = 40;
const PUSHES = 20;

/** What people wait for in a browser, with a million commits in the database. */
export async function benchUi(): Promise<void> {
  await prepare();
  const started = performance.now();
  const world = await startScaleWorld(SIZE, 1 + PUSHES);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`\nthe web UI over ${SIZE.commits} commits, filled in ${seconds} s`);
  const browser = await openBenchBrowser(world);
  try {
    await printFigures(world, browser);
  } finally {
    await browser.close();
    await world.close();
  }
}

async function printFigures(world: ScaleWorld, browser: BenchBrowser): Promise<void> {
  const { kilobytes, paints } = await timeFirstLoads(browser, LOADS);
  console.log(`  scripts of the first load, gzip: ${kilobytes.toFixed(1)} kB (aim: 250 kB)`);
  print("largest contentful paint, nothing cached", paints, "1 s");
  print("another page of commits", await timePaging(browser, CHANGES), "150 ms");
  print(
    "from the repositories to the commits of one",
    await timeOpening(browser, CHANGES),
    "150 ms",
  );
  const { arrivals, pushes } = await timeArrivals(world, browser, PUSHES);
  print("push returned → delivery visible", arrivals, "1 s");
  print("git push itself, same run", pushes);
}

function print(name: string, times: number[], aim?: string): void {
  const aimed = aim === undefined ? "" : ` (aim: ${aim})`;
  console.log(`  ${name.padEnd(44)} ${describeFigures(times, "ms")}${aimed}`);
}
