import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import type { JobHandler, OnAttempt, OnSetAside } from "./types.ts";

export interface WorkerOptions {
  handlers: Record<string, JobHandler>;
  logger: Logger;
  /** Lanes worked side by side. @default 32 */
  slots?: number;
  /** Of these, lanes of one integration: its host may be silent. @default 8 */
  slotsPerIntegration?: number;
  /** A lane whose worker died is taken over after this long. @default 10_000 */
  leaseMs?: number;
  /** How often to look for work that nobody announced, as retries. @default 250 */
  pollMs?: number;
  /** Tells other workers, in the transaction that adds a job; they call `wake()`. @default nobody */
  announce?: (trx: Database) => Promise<void>;
  /** @default nothing is written */
  onSetAside?: OnSetAside;
  /** For metrics. @default nobody */
  onAttempt?: OnAttempt;
  /** Told, for metrics, of what it cannot do itself: take jobs, keep their lanes, end them. @default nobody */
  onError?: () => void;
  /** How long jobs may go on when the worker is stopped, before their signal is aborted. @default 5_000 */
  graceMs?: number;
  /** How long they may take to end after that, before they are given back as they are. @default 2_000 */
  abortMs?: number;
}

export function withDefaults(options: WorkerOptions): Required<WorkerOptions> {
  return {
    slots: 32,
    slotsPerIntegration: 8,
    leaseMs: 10_000,
    pollMs: 250,
    graceMs: 5_000,
    abortMs: 2_000,
    announce: () => Promise.resolve(),
    onSetAside: {},
    onAttempt: () => undefined,
    onError: () => undefined,
    ...options,
  };
}
