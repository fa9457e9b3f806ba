import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startChaosWorld } from "./chaos-world.ts";
import { runChaos } from "./run-chaos.ts";
import { countDifferences } from "./truth/compare.ts";

const SHOWN_DIFFERENCES = 20;

const { values } = parseArgs({
  options: {
    commits: { type: "string", default: "10000" },
    repos: { type: "string", default: "50" },
    kills: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    database: { type: "string", default: "sqlite" },
    replicas: { type: "string", default: "1" },
    patience: { type: "string", default: "900" },
    relay: { type: "boolean", default: false },
  },
});
const database = toDatabase(values.database);
const replicas = toCount("replicas", 1);
if (database === "sqlite" && replicas > 1) {
  refuse("Several replicas need --database postgres: SQLite is for one process.");
}
const size = {
  commits: toCount("commits", 1),
  repositories: toCount("repos", 1),
  kills: toCount("kills", 0),
  seed: toCount("seed", 0),
};
const folder = mkdtempSync(join(tmpdir(), "chaos-"));
console.log(
  `chaos: ${values.commits} commits, ${values.repos} repositories, ${values.kills} kills, seed ${values.seed}, ${database}, ${replicas} process(es)${values.relay ? ", relaying to another Sentry" : ""}`,
);
const start = performance.now();
const isGood = await run();
if (isGood) rmSync(folder, { recursive: true, force: true });
else console.log(`Data and logs are kept in ${folder}`);
process.exit(isGood ? 0 : 1);

/** @returns whether nothing was lost, doubled or wrong */
async function run(): Promise<boolean> {
  const world = await startChaosWorld({
    folder,
    database,
    replicas,
    reconcileSeconds: 30,
    relay: values.relay,
  });
  try {
    const { differences, openJobs, tookMs } = await runChaos(world, {
      ...size,
      faults: {
        failingCalls: 0.2,
        silentCalls: 0.001,
        lostDeliveries: 0.1,
        doubledDeliveries: 0.1,
      },
      upstreamFaults: { failing: 0.2, silent: 0.001 },
      underFaultsMs: 60_000,
      healPatienceMs: toCount("patience", 1) * 1000,
      say: (line) => console.log(`  ${line}`),
    });
    for (const { kind, words } of differences.slice(0, SHOWN_DIFFERENCES)) {
      console.log(`  ${kind}: ${words}`);
    }
    console.log(`${countDifferences(differences)}; ${openJobs} jobs open`);
    console.log(
      `seed ${values.seed}; healing took ${seconds(tookMs)}; all of it ${seconds(performance.now() - start)}`,
    );
    return differences.length === 0 && openJobs === 0;
  } catch (error) {
    console.log(error);
    return false;
  } finally {
    await world.close();
  }
}

/** What is asked for cannot be done. */
function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function toDatabase(name: string): "sqlite" | "postgres" {
  return name === "sqlite" || name === "postgres"
    ? name
    : refuse("--database is sqlite or postgres.");
}

function toCount(name: Exclude<keyof typeof values, "relay">, least: number): number {
  const count = Number(values[name]);
  if (Number.isInteger(count) && count >= least) return count;
  return refuse(`--${name} must be a whole number from ${least}.`);
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
