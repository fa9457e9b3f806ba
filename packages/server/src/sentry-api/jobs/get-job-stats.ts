import type { JobStatsAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listSamples, readBacklog } from "../../jobs/sample-store.ts";
import { thinSamples } from "../../jobs/thin-samples.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryDate } from "../to-sentry-date.ts";

const params = z.object({ organization: z.string() });

/** A chart of a day has 288 points. */
const STRETCH_MS = 5 * 60_000;

/** `GET /api/0/organizations/{organization}/jobs/stats/` (ours): what waits, and waited. */
export function getJobStats(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/jobs/stats/",
    { schema: { params } },
    async (request): Promise<JobStatsAnswer> => {
      const { id } = await getOrganizationFor(db, request, request.params.organization);
      const samples = thinSamples(await listSamples(db, id), STRETCH_MS);
      return {
        ...(await readBacklog(db, id)),
        samples: samples.map(({ takenAt, ...backlog }) => ({
          date: toSentryDate(takenAt),
          ...backlog,
        })),
      };
    },
  );
}
