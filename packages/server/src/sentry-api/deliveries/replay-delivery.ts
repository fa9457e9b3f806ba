import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import { listDeliveryJobs } from "../../webhooks/delivery-job-store.ts";
import { replayDelivery as replay } from "../../webhooks/replay-delivery.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { deliveryParams, getDeliveryFor } from "./get-delivery-for.ts";
import { toSentryDelivery } from "./to-sentry-delivery.ts";

/** `POST /api/0/organizations/{organization}/deliveries/{delivery}/replay/` (ours): answers with it. */
export function replayDelivery(app: Api, deps: { db: Database; enqueue: Enqueue }): void {
  const { db } = deps;
  app.post(
    "/api/0/organizations/:organization/deliveries/:delivery/replay/",
    { schema: { params: deliveryParams } },
    async (request) => {
      const { organization: slug, delivery: id } = request.params;
      const { id: organizationId } = await getOrganizationFor(db, request, slug);
      const delivery = await getDeliveryFor(db, organizationId, id);
      const isReplayed = await replay(deps, { ...delivery, organizationId }, getActor(request));
      if (!isReplayed) {
        throw new ApiError(409, "An attempt is under way, or about to be. See its attempts.");
      }
      request.log.info({ organizationId, delivery: id }, "delivery replayed");
      const jobs = await listDeliveryJobs(db, [id]);
      return toSentryDelivery(await getDeliveryFor(db, organizationId, id), jobs.get(id));
    },
  );
}
