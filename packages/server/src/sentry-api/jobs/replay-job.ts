import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { findJob, type ListedJob } from "../../jobs/job-list-store.ts";
import { type OnReplay, replayJobs } from "../../jobs/replay-jobs.ts";
import { ApiError, notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { toSentryJob } from "./to-sentry-job.ts";

const params = z.object({
  organization: z.string(),
  job: z.coerce.number().int().transform(toRowId),
});

/** `POST /api/0/organizations/{organization}/jobs/{job}/replay/` (ours): answers with the job. */
export function replayJob(app: Api, deps: { db: Database; onReplay: OnReplay }): void {
  const { db } = deps;
  app.post(
    "/api/0/organizations/:organization/jobs/:job/replay/",
    { schema: { params } },
    async (request) => {
      const { organization: idOrSlug, job: id } = request.params;
      const { id: organizationId } = await getOrganizationFor(db, request, idOrSlug);
      const job = await getJob(db, organizationId, id);
      const actor = getActor(request);
      const replayed = await replayJobs(deps, { organizationId, actor, id });
      if (replayed.length === 0) {
        const state = job.state === "done" ? "done" : "waiting for its turn";
        throw new ApiError(
          409,
          `The job is ${state}. Only one that was set aside can be replayed.`,
        );
      }
      request.log.info({ organizationId, jobs: replayed }, "jobs replayed");
      return toSentryJob(await getJob(db, organizationId, id));
    },
  );
}

async function getJob(db: Database, organizationId: number, id: number): Promise<ListedJob> {
  const job = await findJob(db, organizationId, id);
  if (!job) throw notFound();
  return job;
}
