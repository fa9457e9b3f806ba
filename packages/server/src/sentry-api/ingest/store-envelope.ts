import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { parseEnvelope } from "../../ingest/parse-envelope.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getReportingProject } from "./get-reporting-project.ts";
import { readDecodedBody } from "./raw-body.ts";
import { storePayload } from "./store-payload.ts";

const LIMITS = { maxItems: 1_000, maxItemBytes: 100 * 1024 * 1024 };

/**
 * `POST /api/{project id}/envelope/`: what SDKs send. Events are stored before the answer; sessions,
 * transactions, attachments and items that nobody knows yet are taken and dropped.
 */
export function storeEnvelope(app: Api, { db }: { db: Database }): void {
  app.post(
    "/api/:projectId/envelope/",
    { schema: { params: z.object({ projectId: z.coerce.number().int() }) } },
    async (request) => {
      const parsed = parseEnvelope(await readDecodedBody(request), LIMITS);
      if (!parsed.ok) throw new ApiError(parsed.tooLarge ? 413 : 400, parsed.reason);
      const { header, items } = parsed.envelope;
      const { projectId } = request.params;
      const project = await getReportingProject(db, request, projectId, header.dsn);
      let id = header.eventId;
      for (const item of items) {
        if (item.header.type !== "event") continue;
        id = await storePayload(db, project, item.payload, header.eventId);
      }
      return id === undefined ? {} : { id };
    },
  );
}
