import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { updateProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getProjectFor } from "./get-project-for.ts";
import { projectBody } from "./project-body.ts";
import { showProject } from "./show-project.ts";

/** `PUT /api/0/projects/{organization}/{project}/`. A new slug renames the short ids of its issues. */
export function changeProject(app: Api, deps: { db: Database; publicUrl: string }): void {
  app.put(
    "/api/0/projects/:organization/:project/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string() }),
        body: projectBody.partial(),
      },
    },
    async (request) => {
      const { organization, project } = await getProjectFor(deps.db, request, request.params);
      const { name = project.name, slug = project.slug } = request.body;
      const { platform = project.platform } = request.body;
      if (!(await updateProject(deps.db, project, { name, slug, platform }))) {
        throw new ApiError(400, { slug: [`Another project is already using the slug ${slug}.`] });
      }
      return showProject(deps, request, organization, { ...project, name, slug, platform });
    },
  );
}
