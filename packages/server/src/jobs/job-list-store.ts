import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { JobState } from "../db/schema.ts";

/** A job as people see it; what it is about stays inside. */
export interface ListedJob {
  id: number;
  lane: string;
  integrationId: number | null;
  kind: string;
  state: JobState;
  attempts: number;
  runAt: number;
  /** Of the attempt that is under way, or did the job. */
  startedAt: number | null;
  lastError: string | null;
  requestId: string | null;
  createdAt: number;
  finishedAt: number | null;
}

function selectJobs(db: Database, organizationId: number) {
  return db
    .selectFrom("jobs")
    .innerJoin("lanes", "lanes.name", "jobs.lane")
    .select([
      "jobs.id",
      "jobs.lane",
      "lanes.integrationId",
      "jobs.kind",
      "jobs.state",
      "jobs.attempts",
      "jobs.runAt",
      "jobs.startedAt",
      "jobs.lastError",
      "jobs.requestId",
      "jobs.createdAt",
      "jobs.finishedAt",
    ])
    .where("lanes.organizationId", "=", organizationId);
}

/** A page of an organization's jobs, newest first, as `readPage` gives it. */
export function listJobs(
  db: Database,
  organizationId: number,
  { state, page }: { state?: JobState | undefined; page: Page },
): Promise<ListedJob[]> {
  let rows = selectJobs(db, organizationId);
  if (state !== undefined) {
    // Not as a parameter, or SQLite leaves the index of those that were set aside unused.
    rows = rows.where("jobs.state", "=", sql.lit(state));
  }
  const id = sql.ref("jobs.id");
  return readPage(rows, { key: id, id, direction: "desc" }, page);
}

export function findJob(
  db: Database,
  organizationId: number,
  id: number,
): Promise<ListedJob | undefined> {
  return selectJobs(db, organizationId).where("jobs.id", "=", id).executeTakeFirst();
}
