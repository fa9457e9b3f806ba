import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Api } from "../api.ts";
import { getReportingKey, requireReportingKey } from "./get-reporting-key.ts";
import type { Intake } from "./intake.ts";
import { readDecodedBody } from "./raw-body.ts";
import { readEvent } from "./read-event.ts";

/** `POST /api/{project id}/store/`: one event, as SDKs sent it before there were envelopes. */
export function storeLegacyEvent(app: Api, intake: Intake): void {
  const params = z.object({ projectId: z.coerce.number().int().transform(toRowId) });
  app.post(
    "/api/:projectId/store/",
    { schema: { params }, onRequest: requireReportingKey(intake.db) },
    async (request, reply) => {
      const key = getReportingKey(request);
      const event = readEvent(await readDecodedBody(request));
      await intake.store(reply, key, [event]);
      return { id: event.eventId };
    },
  );
}
