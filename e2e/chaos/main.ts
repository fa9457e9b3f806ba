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
    patience: { type: "string", default: "300" },
    lost: { type: "string", default: "0.1" },
  },
});
const database = values.database === "postgres" ? "postgres" : "sqlite";
const replicas = Number(values.replicas);
if (database === "sqlite" && replicas > 1) {
  console.error("Several replicas need --database postgres: SQLite is for one process.");
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "chaos-"));
console.log(
  `chaos: ${values.commits} commits, ${values.repos} repositories, ${values.kills} kills, seed ${values.seed}, ${database}, ${replicas} process(es)`,
);
const start = performance.now();
const isGood = await run();
if (isGood) rmSync(folder, { recursive: true, force: true });
else console.log(`Data and logs are kept in ${folder}`);
process.exit(isGood ? 0 : 1);

/** @returns whether nothing was lost, doubled or wrong */
async function run(): Promise<boolean> {
  const world = await startChaosWorld({ folder, database, replicas });
  try {
    const { differences, openJobs, tookMs } = await runChaos(world, {
      commits: Number(values.commits),
      repositories: Number(values.repos),
      kills: Number(values.kills),
      seed: Number(values.seed),
      faults: {
        failingCalls: 0.2,
        silentCalls: 0.001,
        lostDeliveries: Number(values.lost),
        doubledDeliveries: 0.1,
      },
      healPatienceMs: Number(values.patience) * 1000,
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

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
