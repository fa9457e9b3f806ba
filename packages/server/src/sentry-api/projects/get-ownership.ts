import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import type { ProjectOwnershipAnswer } from "../answers/project.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getProjectFor } from "./get-project-for.ts";

/**
 * `GET /api/0/projects/{organization}/{project}/ownership/`: nobody has said who owns what, and nobody
 * can here. Issues are assigned by people; `committers/` tells who may have caused them.
 */
export function getOwnership(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/projects/:organization/:project/ownership/",
    { schema: { params: z.object({ organization: z.string(), project: z.string() }) } },
    async (request): Promise<ProjectOwnershipAnswer> => {
      const { project } = await getProjectFor(db, request, request.params);
      const dateCreated = toSentryDate(project.createdAt);
      return {
        raw: "",
        schema: null,
        fallthrough: false,
        autoAssignment: "Turn off Auto-Assignment",
        codeownersAutoSync: false,
        isActive: false,
        dateCreated,
        lastUpdated: dateCreated,
      };
    },
  );
}
