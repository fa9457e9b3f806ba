import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { findJob, type ListedJob } from "../../jobs/job-list-store.ts";
import { ApiError, notFound } from "../api-error.ts";

export const jobParams = z.object({
  organization: z.string(),
  job: z.string().transform(toRowId),
});

/** @throws ApiError 404 when the organization has no such job */
export async function getJobFor(
  db: Database,
  organizationId: number,
  id: number,
): Promise<ListedJob> {
  const job = await findJob(db, organizationId, id);
  if (!job) throw notFound();
  return job;
}

export function notDismissed({ state }: ListedJob): ApiError {
  const is = state === "done" ? "done" : "waiting for its turn";
  return new ApiError(409, `The job is ${is}. Only one that was set aside can be dismissed.`);
}

export function notReplayed({ state }: ListedJob): ApiError {
  if (state === "done") return new ApiError(409, "The job is done. There is nothing to replay.");
  return new ApiError(409, "An attempt is under way, or about to be. See its attempts.");
}
