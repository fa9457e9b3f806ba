import type { Database } from "../../db/database.ts";
import { repositoryLaneName } from "../../integrations/repository-lane.ts";
import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import { enqueueReconcile } from "../../reconcile/enqueue-reconcile.ts";
import { getReconcileReport, setReconcileState } from "../../reconcile/reconcile-store.ts";
import type { Api } from "../api.ts";
import { toReconcileAnswer } from "./get-reconcile.ts";
import { getLinkedRepositoryFor, repositoryParams } from "./get-repository-for.ts";

/**
 * `POST /api/0/organizations/{organization}/repos/{repository}/reconcile/` (ours): has the repository
 * compared with its host, all refs and the webhook too, behind what waits for it, which is tried at once; 202.
 */
export function startReconcile(
  app: Api,
  { db, enqueue, wakeLanes }: { db: Database; enqueue: Enqueue; wakeLanes: WakeLanes },
): void {
  app.post(
    "/api/0/organizations/:organization/repos/:repository/reconcile/",
    { schema: { params: repositoryParams } },
    async (request, reply) => {
      const repository = await getLinkedRepositoryFor(db, request, request.params);
      await db.transaction().execute(async (trx) => {
        await setReconcileState(trx, repository.id, { thoroughAt: null });
        await enqueueReconcile(trx, enqueue, repository);
        await wakeLanes(trx, [repositoryLaneName(repository.id)]);
      });
      request.log.info({ repositoryId: repository.id }, "reconcile asked for");
      return reply.status(202).send(toReconcileAnswer(await getReconcileReport(db, repository.id)));
    },
  );
}
