import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "./get-project-for.ts";
import { toSentryOwnership } from "./to-sentry-ownership.ts";

/**
 * `GET /api/0/projects/{organization}/{project}/ownership/`: there is none. Issues are assigned by people;
 * `committers/` tells who may have caused them.
 */
export function getOwnership(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/projects/:organization/:project/ownership/",
    { schema: { params: z.object({ organization: z.string(), project: z.string() }) } },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      return toSentryOwnership(project);
    },
  );
}
