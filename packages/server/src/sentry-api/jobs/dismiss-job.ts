import type { Database } from "../../db/database.ts";
import { dismissJob as dismiss, type OnDismiss } from "../../jobs/dismiss-job.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { getJobFor, jobParams, notDismissed } from "./get-job-for.ts";

/** `DELETE /api/0/organizations/{organization}/jobs/{job}/` (ours): one that was set aside. */
export function dismissJob(app: Api, deps: { db: Database; onDismiss: OnDismiss }): void {
  app.delete(
    "/api/0/organizations/:organization/jobs/:job/",
    { schema: { params: jobParams } },
    async (request, reply) => {
      const { organization: idOrSlug, job: id } = request.params;
      const { id: organizationId } = await getOrganizationFor(deps.db, request, idOrSlug);
      const job = await getJobFor(deps.db, organizationId, id);
      const isDismissed = await dismiss(deps, { organizationId, actor: getActor(request), id });
      if (!isDismissed) throw notDismissed(job);
      request.log.info({ organizationId, job: id, kind: job.kind }, "job dismissed");
      return reply.status(204).send();
    },
  );
}
