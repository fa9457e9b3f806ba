import type { Logger } from "pino";
import type { Config } from "../config/config.ts";
import { Announcements } from "../db/announcements.ts";
import type { Worker } from "../jobs/worker.ts";

/**
 * With PostgreSQL, wakes the worker when a transaction with jobs has committed, in whichever replica. With
 * the embedded database there is one process, which tells itself.
 */
export function listenForJobs(
  { databaseUrl }: Config,
  logger: Logger,
  worker: Worker,
): Announcements | undefined {
  if (databaseUrl === undefined) return undefined;
  const onAnnounced = () => worker.wake();
  const announcements = new Announcements(databaseUrl, { logger, onAnnounced });
  void announcements.listen();
  return announcements;
}
