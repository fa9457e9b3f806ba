import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { listSetAsideJobs, restartJobs } from "./replay-store.ts";

/** By kind: what is to be written, in the same transaction, when a job of it begins anew. */
export type OnReplay = Record<string, (trx: Database, payload: unknown) => Promise<void>>;

/** In one transaction, so that others get their turn. */
const REPLAYED_TOGETHER = 100;

/**
 * Puts jobs that were set aside back into their lanes, with all their attempts: all of an organization, or
 * one. A job that is older than others of its lane runs before them; one that fails again while others are
 * put back is not put back twice.
 * @returns the numbers of the jobs; none when nothing of that kind is set aside
 */
export async function replayJobs(
  { db, onReplay }: { db: Database; onReplay: OnReplay },
  { organizationId, actor, id }: { organizationId: number; actor: Actor; id?: number },
): Promise<number[]> {
  const replayed: number[] = [];
  for (;;) {
    const after = replayed.at(-1) ?? 0;
    const wanted = { after, limit: REPLAYED_TOGETHER, ...(id !== undefined && { id }) };
    const jobs = await db.transaction().execute(async (trx) => {
      const jobs = await listSetAsideJobs(trx, organizationId, wanted);
      if (jobs.length === 0) return jobs;
      await restartJobs(trx, jobs, Date.now());
      for (const { kind, payload } of jobs) await onReplay[kind]?.(trx, payload);
      const ids = jobs.map((job) => String(job.id));
      const target = ids.length === 1 ? `job ${ids[0]}` : `${ids.length} jobs`;
      const act = { organizationId, event: "job.replay", actor, target } as const;
      await recordAct(trx, { ...act, data: { jobs: ids } });
      return jobs;
    });
    replayed.push(...jobs.map((job) => job.id));
    if (jobs.length < REPLAYED_TOGETHER) return replayed;
  }
}
