import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import { findKnownRepository } from "../../integrations/known-repository-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getProjectFor } from "./get-project-for.ts";

/**
 * `POST /api/0/projects/{organization}/{project}/repo/`: each repository of an organization is one of all
 * its projects, so the link is there already; 200, as in Sentry then.
 */
export function linkProjectRepository(app: Api, { db }: { db: Database }): void {
  const schema = {
    params: z.object({ organization: z.string(), project: z.string() }),
    body: z.object({ repositoryId: z.number("Give the number of the repository.").int() }),
  };
  app.post("/api/0/projects/:organization/:project/repo/", { schema }, async (request) => {
    const { organization, project } = await getProjectFor(db, request, request.params);
    const { repositoryId } = request.body;
    const repository = await findKnownRepository(db, toRowId(repositoryId));
    if (repository?.organizationId !== organization.id) {
      throw notFound(
        `There is no repository ${repositoryId}. Its id is in the list of repositories.`,
      );
    }
    return {
      id: `${project.id}-${repository.id}`,
      projectId: String(project.id),
      repositoryId: String(repository.id),
      source: "manual",
      created: false,
    };
  });
}
