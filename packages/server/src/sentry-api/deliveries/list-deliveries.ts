import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { listDeliveryJobs } from "../../webhooks/delivery-job-store.ts";
import { listDeliveries } from "../../webhooks/delivery-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byId, pageQuery, parsePage } from "../page.ts";
import { toSentryDelivery } from "./to-sentry-delivery.ts";

const params = z.object({ organization: z.string() });

const rowId = (rule: string) => z.coerce.number(rule).int(rule).transform(toRowId).optional();

const querystring = z.object({
  ...pageQuery,
  repository: rowId("repository must be the number of a repository."),
  integration: rowId("integration must be the number of an integration."),
  event: z.string().max(100).optional(),
  state: z
    .enum(
      ["pending", "processed", "ignored", "failed"],
      "state must be pending, processed, ignored or failed.",
    )
    .optional(),
  verdict: z
    .enum(["match", "mismatch", "unsigned"], "verdict must be match, mismatch or unsigned.")
    .optional(),
  /** A host's request id, the first 7 digits or more of a sha, or a part of a repository's name. */
  query: z.string().trim().max(200).optional(),
});

/** `GET /api/0/organizations/{organization}/deliveries/` (ours), newest first. */
export function listDeliveriesOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/deliveries/",
    { schema: { params, querystring } },
    async (request, reply) => {
      const { id } = await getOrganizationFor(db, request, request.params.organization);
      const { repository, integration, event, state, verdict, query } = request.query;
      const page = parsePage(request.query);
      const filter = { repositoryId: repository, integrationId: integration, event, state, query };
      // What is refused is in a list of its own.
      const isKept = verdict === undefined || verdict === "match";
      const rows = isKept ? await listDeliveries(db, id, filter, page) : [];
      const shown = answerPage(reply, request, { page, rows, order: byId });
      const jobs = await listDeliveryJobs(
        db,
        shown.map((delivery) => delivery.id),
      );
      return shown.map((delivery) => toSentryDelivery(delivery, jobs.get(delivery.id)));
    },
  );
}
