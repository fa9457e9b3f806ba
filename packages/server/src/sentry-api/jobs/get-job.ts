import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import type { Database } from "../../db/database.ts";
import { listAttempts } from "../../jobs/attempt-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { getJobFor, jobParams } from "./get-job-for.ts";
import { toSentryAttempt, toSentryJob } from "./to-sentry-job.ts";

/** `GET /api/0/organizations/{organization}/jobs/{job}/` (ours), with its attempts. */
export function getJob(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/jobs/:job/",
    { schema: { params: jobParams } },
    async (request): Promise<JobDetailAnswer> => {
      const { organization: slug, job: id } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const job = await getJobFor(db, organization.id, id);
      const attempts = await listAttempts(db, job);
      return { ...toSentryJob(job), attemptHistory: attempts.map(toSentryAttempt) };
    },
  );
}
