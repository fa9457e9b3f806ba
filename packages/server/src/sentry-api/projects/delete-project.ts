import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { deleteProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "./get-project-for.ts";

/** `DELETE /api/0/projects/{organization}/{project}/`, with its issues, events and keys. */
export function removeProject(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/projects/:organization/:project/",
    { schema: { params: z.object({ organization: z.string(), project: z.string() }) } },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      await deleteProject(db, project.id);
      return reply.status(204).send();
    },
  );
}
