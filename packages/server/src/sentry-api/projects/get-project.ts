import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "./get-project-for.ts";
import { toProjectDetail } from "./to-sentry-project.ts";

/** `GET /api/0/projects/{organization}/{project}/` */
export function getProject(app: Api, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  app.get(
    "/api/0/projects/:organization/:project/",
    { schema: { params: z.object({ organization: z.string(), project: z.string() }) } },
    async (request) => {
      const { organization, project } = await getProjectFor(db, request, request.params);
      return toProjectDetail(project, organization, publicUrl);
    },
  );
}
