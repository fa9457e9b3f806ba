import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getReportingProject } from "./get-reporting-project.ts";
import { readDecodedBody } from "./raw-body.ts";
import { storePayload } from "./store-payload.ts";

/** `POST /api/{project id}/store/`: one event, as SDKs sent it before there were envelopes. */
export function storeLegacyEvent(app: Api, { db }: { db: Database }): void {
  app.post(
    "/api/:projectId/store/",
    { schema: { params: z.object({ projectId: z.coerce.number().int() }) } },
    async (request) => {
      const project = await getReportingProject(db, request, request.params.projectId);
      return { id: await storePayload(db, project, await readDecodedBody(request)) };
    },
  );
}
