import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import type { Database } from "../../db/database.ts";
import { listAttempts } from "../../jobs/attempt-store.ts";
import { findTurn } from "../../jobs/turn-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { getJobFor, jobParams } from "./get-job-for.ts";
import { toSentryAttempt, toSentryJob, toSentryTurn } from "./to-sentry-job.ts";

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
      const turn = job.state === "waiting" ? await findTurn(db, job) : undefined;
      return {
        ...toSentryJob(job),
        turn: toSentryTurn(turn),
        attemptHistory: attempts.map(toSentryAttempt),
      };
    },
  );
}
