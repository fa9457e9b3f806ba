import { setTimeout as pause } from "node:timers/promises";
import { queryDatabase } from "@sentry-bitbucket-server/e2e/world/service-database.ts";
import { LATER_MS } from "./fill-database.ts";
import { type ScaleWorld, setNextReconcile } from "./scale-world.ts";

/**
 * Has a repository in which nothing happens compared with Bitbucket again and again, as the schedule does.
 * @returns from the job being enqueued to its end, for each world, in ms
 */
export async function timeReconciles(worlds: ScaleWorld[], seconds: number): Promise<number[][]> {
  const since = Date.now();
  for (const world of worlds) await setNextReconcile(world, since);
  await pause(seconds * 1_000);
  return Promise.all(
    worlds.map(async (world) => {
      await setNextReconcile(world, since + LATER_MS);
      const jobs = await queryDatabase<{ ms: number }>(
        world,
        `select finished_at - created_at as ms from jobs
         where kind = 'reconcile-repository' and state = 'done' and created_at >= ?`,
        since,
      );
      return jobs.map(({ ms }) => ms);
    }),
  );
}
