import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import {
  type ListedRefusedDelivery,
  listRefusedDeliveries,
} from "../../webhooks/refused-delivery-list-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byNumber, pageQuery, parsePage } from "../page.ts";
import { toSentryRefusedDelivery } from "./to-sentry-refused-delivery.ts";

const params = z.object({ organization: z.string() });

const REPOSITORY_RULE = "repository must be the number of a repository.";
const REASON_RULE = "reason must be mismatch, unsigned, unlinked, malformed or too_large.";

const querystring = z.object({
  ...pageQuery,
  repository: z.coerce.number(REPOSITORY_RULE).int(REPOSITORY_RULE).transform(toRowId).optional(),
  reason: z
    .enum(["mismatch", "unsigned", "unlinked", "malformed", "too_large"], REASON_RULE)
    .optional(),
  /** A part of the repository's name. */
  query: z.string().trim().max(200).optional(),
});

const byLast = byNumber<ListedRefusedDelivery>(({ lastAt }) => lastAt);

/** `GET /api/0/organizations/{organization}/refused-deliveries/` (ours), those first that came last. */
export function listRefusedDeliveriesOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/refused-deliveries/",
    { schema: { params, querystring } },
    async (request, reply) => {
      const { id } = await getOrganizationFor(db, request, request.params.organization);
      const { repository: repositoryId, reason, query } = request.query;
      const page = parsePage(request.query, byLast);
      const rows = await listRefusedDeliveries(db, id, { repositoryId, reason, query }, page);
      return answerPage(reply, request, { page, rows, order: byLast }).map(toSentryRefusedDelivery);
    },
  );
}
