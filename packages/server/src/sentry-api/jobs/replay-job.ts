import type { Database } from "../../db/database.ts";
import { type OnReplay, replayJobs } from "../../jobs/replay-jobs.ts";
import { tryJobNow } from "../../jobs/try-now.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { getJobFor, jobParams, notReplayed } from "./get-job-for.ts";
import { toSentryJob } from "./to-sentry-job.ts";

/**
 * `POST /api/0/organizations/{organization}/jobs/{job}/replay/` (ours): answers with the job. What one
 * that waits is waiting for is tried at once.
 */
export function replayJob(app: Api, deps: { db: Database; onReplay: OnReplay }): void {
  const { db } = deps;
  app.post(
    "/api/0/organizations/:organization/jobs/:job/replay/",
    { schema: { params: jobParams } },
    async (request) => {
      const { organization: idOrSlug, job: id } = request.params;
      const { id: organizationId } = await getOrganizationFor(db, request, idOrSlug);
      const job = await getJobFor(db, organizationId, id);
      const actor = getActor(request);
      const isReplayed =
        job.state === "waiting"
          ? await tryJobNow(db, { organizationId, actor, job })
          : (await replayJobs(deps, { organizationId, actor, id })).length > 0;
      if (!isReplayed) throw notReplayed(job);
      request.log.info({ organizationId, jobs: [id] }, "jobs replayed");
      return toSentryJob(await getJobFor(db, organizationId, id));
    },
  );
}
