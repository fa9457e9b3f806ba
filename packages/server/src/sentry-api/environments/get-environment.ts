import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { hideEnvironments, listEnvironments } from "../../organizations/environment-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryEnvironment } from "./list-environments.ts";

const PATH = "/api/0/projects/:organization/:project/environments/:environment/";

const params = z.object({
  organization: z.string(),
  project: z.string(),
  environment: z.string(),
});

/** `GET` and `PUT …/environments/{name}/`: whether an environment is hidden from lists. */
export function getAndHideEnvironment(app: Api, { db }: { db: Database }): void {
  app.get(PATH, { schema: { params } }, async (request) => {
    const { project } = await getProjectFor(db, request, request.params);
    return showEnvironment(db, project, request.params.environment);
  });
  const body = z.object({ isHidden: z.boolean("isHidden is true or false.") });
  app.put(PATH, { schema: { params, body } }, async (request) => {
    const { project } = await getProjectFor(db, request, request.params);
    const { environment: name } = request.params;
    await hideEnvironments(db, project.id, { names: [name], isHidden: request.body.isHidden });
    return showEnvironment(db, project, name);
  });
}

async function showEnvironment(db: Database, project: Project, name: string) {
  const environments = await listEnvironments(db, project.id);
  const environment = environments.find((one) => one.name === name);
  if (!environment) throw notFound(`The project has no environment ${name}.`);
  return toSentryEnvironment(environment);
}
