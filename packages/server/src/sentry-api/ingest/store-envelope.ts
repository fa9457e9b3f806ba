import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import { parseEnvelope } from "../../ingest/parse-envelope.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getReportingKey } from "./get-reporting-key.ts";
import type { Intake } from "./intake.ts";
import { mapInTurns } from "./map-in-turns.ts";
import { readDecodedBody } from "./raw-body.ts";
import { readEvent } from "./read-event.ts";

const LIMITS = { maxItems: 1_000, maxItemBytes: 100 * 1024 * 1024 };

/**
 * `POST /api/{project id}/envelope/`: what SDKs send. Events are stored before the answer; sessions,
 * transactions, attachments and items that nobody knows yet are taken and dropped.
 */
export function storeEnvelope(app: Api, intake: Intake): void {
  app.post(
    "/api/:projectId/envelope/",
    { schema: { params: z.object({ projectId: z.coerce.number().int().transform(toRowId) }) } },
    async (request, reply) => {
      const parsed = parseEnvelope(await readDecodedBody(request), LIMITS);
      if (!parsed.ok) throw new ApiError(parsed.tooLarge ? 413 : 400, parsed.reason);
      const { header, items } = parsed.envelope;
      const { projectId } = request.params;
      const key = await getReportingKey(intake.db, request, projectId, header.dsn);
      const sent = items.filter((item) => item.header.type === "event");
      const events = await mapInTurns(sent, (item) => readEvent(item.payload, header.eventId));
      await intake.store(reply, key, events);
      const id = events.at(-1)?.eventId ?? header.eventId;
      return id === undefined ? {} : { id };
    },
  );
}
