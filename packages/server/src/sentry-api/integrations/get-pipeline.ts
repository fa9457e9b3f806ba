import { z } from "zod";
import { ApiError, notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor, getUser } from "../authenticate.ts";
import { NO_SESSION, type PipelineDeps } from "./advance-pipeline.ts";

const BUSY = "A step of the install is being worked on. Ask again in a moment.";

/** `GET /api/0/organizations/{organization}/pipeline/integration_pipeline/`: the step that waits. */
export function getPipeline(app: Api, { db, pipeline }: PipelineDeps): void {
  app.get(
    "/api/0/organizations/:organization/pipeline/:pipeline/",
    { schema: { params: z.object({ organization: z.string(), pipeline: z.string() }) } },
    async (request) => {
      const { organization: slug, pipeline: type } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      if (type !== "integration_pipeline") throw notFound("Invalid pipeline type");
      const { userId } = getUser(request);
      const view = await pipeline.current({ organizationId: organization.id, userId });
      if (!view) throw notFound(NO_SESSION);
      if (view === "busy") throw new ApiError(409, BUSY);
      return view;
    },
  );
}
