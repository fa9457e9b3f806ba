import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listJobs } from "../../jobs/job-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byId, pageQuery, parsePage } from "../page.ts";
import { toSentryJob } from "./to-sentry-job.ts";

const params = z.object({ organization: z.string() });
const querystring = z.object({
  ...pageQuery,
  state: z
    .enum(["waiting", "done", "set_aside"], "state must be waiting, done or set_aside.")
    .optional(),
});

/** `GET /api/0/organizations/{organization}/jobs/` (ours), newest first. */
export function listJobsOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/jobs/",
    { schema: { params, querystring } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const page = parsePage(request.query);
      const { state } = request.query;
      const rows = await listJobs(db, organization.id, { state, page });
      return answerPage(reply, request, { page, rows, order: byId }).map(toSentryJob);
    },
  );
}
