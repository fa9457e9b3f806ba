import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listProjects, type Project } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byText, pageQuery } from "../page.ts";
import { showProjects } from "./show-projects.ts";

const bySlug = byText((project: Project) => project.slug);

function isNamed({ slug, name }: Project, part: string): boolean {
  return slug.includes(part) || name.toLowerCase().includes(part);
}

/** `GET /api/0/organizations/{organization}/projects/`; `query` is a part of the name or the slug. */
export function listProjectsOfOrganization(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/projects/",
    {
      schema: {
        params: z.object({ organization: z.string() }),
        querystring: z.object({ ...pageQuery, query: z.string().optional() }),
      },
    },
    async (request, reply) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const projects = await listProjects(db, organization.id);
      const { query = "" } = request.query;
      const asked = projects.filter((project) => isNamed(project, query.toLowerCase()));
      const shown = answerSlice(reply, request, asked, bySlug);
      return showProjects(db, request, organization, shown);
    },
  );
}
