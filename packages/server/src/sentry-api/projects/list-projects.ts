import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listProjects, type Project } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byText, pageQuery } from "../page.ts";
import { toSentryProject } from "./to-sentry-project.ts";

const bySlug = byText((project: Project) => project.slug);

/** `GET /api/0/organizations/{organization}/projects/` */
export function listProjectsOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/projects/",
    {
      schema: {
        params: z.object({ organization: z.string() }),
        querystring: z.object(pageQuery),
      },
    },
    async (request, reply) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const projects = await listProjects(db, organization.id);
      return answerSlice(reply, request, projects, bySlug).map(toSentryProject);
    },
  );
}
