import type { Database } from "../db/database.ts";

/** Work to be done once the transaction that enqueues it has committed. */
export interface NewJob {
  /** Jobs of one lane run one after another: `repository:7`, `organization:1`. */
  lane: string;
  /** Who sees the job and can replay it; null for what the service does for itself. */
  organizationId: number | null;
  /** The one that all jobs of the lane ask something: when its host is slow, it keeps no others waiting. */
  integrationId?: number;
  kind: string;
  payload: unknown;
  /** A second job with the same key is not enqueued. */
  dedupeKey?: string;
  /**
   * The HTTP request that it comes from, for the log.
   * @default that of the job that enqueues it
   */
  requestId?: string;
  /** Not enqueued while its lane has one of the same kind that was not begun. @default false */
  unlessWaiting?: boolean;
}

/** A job that a worker holds. */
export interface ClaimedJob {
  id: number;
  lane: string;
  /** Who holds it. */
  worker: string;
  /** The one that the jobs of the lane ask something. */
  integrationId: number | null;
  kind: string;
  /** Of the HTTP request that it comes from. */
  requestId: string | null;
  payload: unknown;
  /** 1 on the first try. */
  attempt: number;
  /** Epoch milliseconds. */
  startedAt: number;
  /** When this one fails, the job is set aside. */
  isLastAttempt: boolean;
}

/** What came of a job, for the log; with a `failure` it is left undone, since it comes again by itself. */
export type JobSummary = Record<string, string | number | null>;

/** How a try of a job ended. `paused`: its integration is refused, and the attempt does not count. */
export type AttemptEnd = "done" | "retried" | "paused" | "set_aside" | "given_back";

/** A job that was given up since its process ended at each attempt: no handler could tell why. */
export interface DeadlyJob {
  id: number;
  lane: string;
  kind: string;
  payload: unknown;
  attempt: number;
  reason: string;
}

/** By kind: what is to be written, in the same transaction, when a job of it is given up, for whatever reason. */
export type OnSetAside = Record<
  string,
  (trx: Database, payload: unknown, reason: string) => Promise<void>
>;

/** Is told of each attempt that ended. */
export type OnAttempt = (attempt: { kind: string; end: AttemptEnd; seconds: number }) => void;

/**
 * Called first in a transaction of a job: what it writes there counts only while its lane is its own.
 * Rejects when another worker has taken over.
 */
export type HoldLane = (trx: Database) => Promise<void>;

/**
 * Does one kind of job; what it throws is kept with the job and the job is tried again.
 * @param signal aborted when the service ends and can wait no longer. What the handler throws then
 *   means nothing: the attempt does not count, and another process begins it anew.
 */
export type JobHandler = (
  job: ClaimedJob,
  signal: AbortSignal,
  holdLane: HoldLane,
) => Promise<JobSummary | void>;

/** Adds jobs in the caller's transaction, in their order. Given to those who make work, and knows no kind. */
export type Enqueue = (trx: Database, ...jobs: NewJob[]) => Promise<void>;

/** What waits in these lanes for its next attempt is tried at once, in the caller's transaction. */
export type WakeLanes = (trx: Database, lanes: string[]) => Promise<void>;
