import { z } from "zod";
import { AUDIT_EVENTS } from "../../audit/audit-event.ts";
import { type AuditLogEntry, listAuditLog } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import type { AuditLogEntryAnswer } from "@sentry-bitbucket-server/api-contract/audit-log";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, byId, pageQuery, parsePage } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";

const EVENT_RULE = `event must be one of ${AUDIT_EVENTS.join(", ")}.`;

const querystring = z.object({
  ...pageQuery,
  event: z.enum(AUDIT_EVENTS, EVENT_RULE).optional(),
  /** The number of a user. */
  actor: z.coerce.number("actor must be the number of a user.").int().optional(),
});

/** `GET /api/0/organizations/{organization}/audit-logs/`, newest first, in Sentry's envelope. */
export function listAuditLogOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/audit-logs/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request, reply) => {
      const { id } = await getOrganizationFor(db, request, request.params.organization);
      const { event, actor: userId } = request.query;
      const page = parsePage(request.query);
      const wanted = { page, ...(event && { event }), ...(userId !== undefined && { userId }) };
      const rows = await listAuditLog(db, id, wanted);
      const shown = answerPage(reply, request, { page, rows, order: byId });
      return { rows: shown.map(toSentryEntry), options: AUDIT_EVENTS };
    },
  );
}

function toSentryEntry(entry: AuditLogEntry): AuditLogEntryAnswer {
  const { id, event, userId, actor, address, target, data, createdAt } = entry;
  return {
    id: String(id),
    event,
    actor: { id: userId === null ? null : String(userId), name: actor },
    ipAddress: address,
    targetObject: target,
    data,
    dateCreated: toSentryDate(createdAt),
  };
}
