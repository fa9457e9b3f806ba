import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { findEnvelopeDsn, MAX_HEADER_BYTES, parseEnvelope } from "../../ingest/parse-envelope.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { findKey, getReportingKey, noteReportingKey } from "./get-reporting-key.ts";
import type { Intake } from "./intake.ts";
import { mapInTurns } from "./map-in-turns.ts";
import { readDecodedBody, readStartOfBody } from "./raw-body.ts";
import { readEvent } from "./read-event.ts";

const LIMITS = { maxItems: 1_000, maxItemBytes: 100 * 1024 * 1024 };

/**
 * `POST /api/{project id}/envelope/`: what SDKs send. Events are stored before the answer; sessions,
 * transactions, attachments and items that nobody knows yet are taken and dropped.
 */
export function storeEnvelope(app: Api, intake: Intake): void {
  const params = z.object({ projectId: z.coerce.number().int().transform(toRowId) });
  app.post(
    "/api/:projectId/envelope/",
    { schema: { params }, onRequest: noteReportingKey(intake.db) },
    async (request, reply) => {
      request.reportingKey ??= await findKeyInBody(intake.db, request, request.params.projectId);
      const key = getReportingKey(request);
      const parsed = parseEnvelope(await readDecodedBody(request), LIMITS);
      if (!parsed.ok) throw new ApiError(parsed.tooLarge ? 413 : 400, parsed.reason);
      const { header, items } = parsed.envelope;
      const sent = items.filter((item) => item.header.type === "event");
      const events = await mapInTurns(sent, (item) => readEvent(item.payload, header.eventId));
      await intake.store(reply, key, events);
      const id = events.at(-1)?.eventId ?? header.eventId;
      return id === undefined ? {} : { id };
    },
  );
}

/** Looks at no more than an envelope's first line: nobody knows yet who sent it. */
async function findKeyInBody(db: Database, request: FastifyRequest, projectId: number) {
  const start = await readStartOfBody(request, MAX_HEADER_BYTES + 1);
  return findKey(db, request, projectId, findEnvelopeDsn(start));
}
