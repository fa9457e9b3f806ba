import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** What was received, and the durable work that follows from it. */
export interface JobTables {
  deliveries: DeliveriesTable;
  refusedDeliveries: RefusedDeliveriesTable;
  lanes: LanesTable;
  jobs: JobsTable;
  jobAttempts: JobAttemptsTable;
  jobSamples: JobSamplesTable;
  schedules: SchedulesTable;
}

export type DeliveryState = "pending" | "processed" | "ignored" | "failed";

interface DeliveriesTable {
  id: Generated<number>;
  /** That of the integration: so that an organization's deliveries can be listed through an index. */
  organizationId: number;
  integrationId: number;
  repositoryId: number;
  /** Bitbucket's `X-Request-Id`. */
  requestId: string | null;
  eventKey: string;
  headers: Json;
  verdict: "match";
  state: DeliveryState;
  reason: string | null;
  receivedAt: number;
  /** When it was last asked for anew; null when it never was. */
  replayedAt: number | null;
  finishedAt: number | null;
  /** The request's bytes; last, so that SQLite need not pass them to read the others. */
  body: Uint8Array;
}

/**
 * `mismatch`: no secret of its webhook gives its signature; `unsigned`: it has none; `unlinked`: its URL
 * names a repository that is not linked through its integration; `malformed`: it is no JSON, or names no event.
 */
export type RefusalReason = "mismatch" | "unsigned" | "unlinked" | "malformed" | "too_large";

/** Webhook requests of one kind that were refused within an hour. Whoever sent them may be anybody. */
interface RefusedDeliveriesTable {
  id: Generated<number>;
  /** That of the integration. */
  organizationId: number;
  integrationId: number;
  /** Null when the URL names none, or none that is linked. */
  repositoryId: number | null;
  reason: RefusalReason;
  /** Of those that we ask for, else `other`. */
  eventKey: string;
  /** The same for those that are told together. */
  alike: string;
  count: number;
  firstAt: number;
  lastAt: number;
  /** What follows is of the last: where it came from. */
  address: string;
  /** Bitbucket's `X-Request-Id`. */
  requestId: string | null;
  userAgent: string | null;
  /** Of its body, in bytes, as far as that is known. */
  size: number | null;
}

interface LanesTable {
  name: string;
  /** Null: what the service does for itself. */
  organizationId: number | null;
  /** The one that its jobs ask something; null: several, or none. */
  integrationId: number | null;
  /** When its first job may run; null when it has none. */
  nextRunAt: number | null;
  leasedBy: string | null;
  leasedUntil: Generated<number>;
}

/** `set_aside`: given up after the last attempt, with its reason, waiting for a person. */
export type JobState = "waiting" | "done" | "set_aside";

interface JobsTable {
  id: Generated<number>;
  lane: string;
  kind: string;
  /** A second job with the same key is not enqueued. */
  dedupeKey: string | null;
  /** Ours, of the HTTP request that it came from: it is in all log lines about both. */
  requestId: string | null;
  payload: Json;
  state: JobState;
  attempts: Generated<number>;
  runAt: number;
  /** Of the attempt that is under way, took its process with it, or did the job. */
  startedAt: number | null;
  lastError: string | null;
  createdAt: number;
  finishedAt: number | null;
}

/** One that failed, or went well before its job was replayed. How the last one went well stands with its job. */
interface JobAttemptsTable {
  id: Generated<number>;
  jobId: number;
  startedAt: number;
  /** Null when it took its process with it. */
  finishedAt: number | null;
  /** Null when it went well. */
  error: string | null;
}

/** How much of an organization's work waited at a time. */
interface JobSamplesTable {
  organizationId: number;
  takenAt: number;
  waiting: number;
  lanes: number;
  /** Of the oldest job that waited, in milliseconds. */
  oldestAge: number | null;
  setAside: number;
}

/** Work that comes again and again, in all replicas together once each time. */
interface SchedulesTable {
  name: string;
  nextRunAt: number;
}
