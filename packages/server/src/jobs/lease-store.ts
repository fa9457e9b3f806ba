import type { Database } from "../db/database.ts";
import { lockRows } from "../db/row-locks.ts";
import type { ClaimedJob } from "./types.ts";

/** Another worker has taken the lane: it does the job again, and what it writes counts. */
class LaneLostError extends Error {
  override readonly name = "LaneLostError";
}

/**
 * Holds the lane of a job until the transaction ends, so that nobody takes it before what is written in it counts.
 * @throws LaneLostError when the lane went to another worker, as after the process stood still
 */
export async function holdLane(
  trx: Database,
  { lane, worker }: Pick<ClaimedJob, "lane" | "worker">,
): Promise<void> {
  const held = trx
    .selectFrom("lanes")
    .select("name")
    .where("name", "=", lane)
    .where("leasedBy", "=", worker);
  if (await lockRows(trx, held).executeTakeFirst()) return;
  throw new LaneLostError(`Another worker has taken the lane ${lane}.`);
}
