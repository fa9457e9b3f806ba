import { type Actor, recordAct } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { deleteJob, listSetAsideJobs } from "./replay-store.ts";

/** By kind: what is to be written, in the same transaction, when a job of it is dismissed. */
export type OnDismiss = Record<string, (trx: Database, payload: unknown) => Promise<void>>;

/**
 * Deletes a job that was set aside, for one that can never succeed: it would be told of for ever.
 * @returns false when no job of that number is set aside
 */
export function dismissJob(
  { db, onDismiss }: { db: Database; onDismiss: OnDismiss },
  { organizationId, actor, id }: { organizationId: number; actor: Actor; id: number },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const [job] = await listSetAsideJobs(trx, organizationId, { id, after: 0, limit: 1 });
    if (!job) return false;
    await deleteJob(trx, id);
    await onDismiss[job.kind]?.(trx, job.payload);
    const { kind, lane } = job;
    const act = { organizationId, event: "job.dismiss", actor, target: `job ${id}` } as const;
    await recordAct(trx, { ...act, data: { kind, lane } });
    return true;
  });
}
