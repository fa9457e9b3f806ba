import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "./get-project-for.ts";
import { showProject } from "./show-project.ts";

/** `GET /api/0/projects/{organization}/{project}/` */
export function getProject(app: Api, deps: { db: Database; publicUrl: string }): void {
  app.get(
    "/api/0/projects/:organization/:project/",
    { schema: { params: z.object({ organization: z.string(), project: z.string() }) } },
    async (request) => {
      const { organization, project } = await getProjectFor(deps.db, request, request.params);
      return showProject(deps, request, organization, project);
    },
  );
}
