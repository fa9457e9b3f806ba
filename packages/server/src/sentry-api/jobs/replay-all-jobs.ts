import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type OnReplay, replayJobs } from "../../jobs/replay-jobs.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";

const params = z.object({ organization: z.string() });

/** `POST /api/0/organizations/{organization}/jobs/replay/` (ours): all that were set aside. */
export function replayAllJobs(app: Api, deps: { db: Database; onReplay: OnReplay }): void {
  app.post(
    "/api/0/organizations/:organization/jobs/replay/",
    { schema: { params } },
    async (request) => {
      const { organization: idOrSlug } = request.params;
      const { id: organizationId } = await getOrganizationFor(deps.db, request, idOrSlug);
      const actor = getActor(request);
      const replayed = await replayJobs(deps, { organizationId, actor });
      request.log.info({ organizationId, jobs: replayed }, "jobs replayed");
      return { replayed: replayed.length };
    },
  );
}
