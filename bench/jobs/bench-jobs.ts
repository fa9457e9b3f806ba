import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@sentry-bitbucket-server/server/create-logger";
import { type Database, openDatabase } from "@sentry-bitbucket-server/server/database";
import { Worker } from "@sentry-bitbucket-server/server/worker";
import { describeFigures } from "../figures.ts";

const RUNS = 3;
const LANES = 100;
const JOBS_OF_A_LANE = 200;

/**
 * Jobs that do nothing: claimed, run and ended durably on SQLite, those of each lane in order. All are
 * there when the clock starts, so what is measured is the worker.
 */
export async function benchJobs(): Promise<void> {
  const perSecond: number[] = [];
  for (let run = 0; run < RUNS; run++) perSecond.push(await runJobs());
  console.log(`\njobs that do nothing, ${JOBS_OF_A_LANE} in each of ${LANES} lanes, ${RUNS} runs`);
  console.log(`  ended durably, in order: ${describeFigures(perSecond, "per second")}`);
}

async function runJobs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bench-jobs-"));
  const db = await openDatabase(join(folder, "database.sqlite"));
  try {
    return await measure(db);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws Error when the jobs of a lane ran out of order, or one of them twice */
async function measure(db: Database): Promise<number> {
  const { promise: allEnded, resolve: end } = Promise.withResolvers<void>();
  const next = new Map<string, number>();
  let left = LANES * JOBS_OF_A_LANE;
  const worker = new Worker(db, {
    logger: createLogger("warn"),
    handlers: {
      nothing: async ({ lane, payload }) => {
        const expected = next.get(lane) ?? 0;
        if (payload !== expected)
          throw new Error(`${lane} runs ${String(payload)}, not ${expected}`);
        next.set(lane, expected + 1);
        if (--left === 0) end();
      },
    },
  });
  await db.transaction().execute(async (trx) => {
    for (let payload = 0; payload < JOBS_OF_A_LANE; payload++) {
      for (let lane = 0; lane < LANES; lane++) {
        const job = { lane: `lane:${lane}`, organizationId: null, kind: "nothing", payload };
        await worker.enqueue(trx, job);
      }
    }
  });
  const started = performance.now();
  worker.start();
  await allEnded;
  await worker.stop();
  return (LANES * JOBS_OF_A_LANE) / ((performance.now() - started) / 1_000);
}
