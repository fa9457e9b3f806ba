import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { ENVIRONMENT_PATH, environmentParams, showEnvironment } from "./show-environment.ts";

/** `GET /api/0/projects/{organization}/{project}/environments/{name}/` */
export function getEnvironment(app: Api, { db }: { db: Database }): void {
  app.get(ENVIRONMENT_PATH, { schema: { params: environmentParams } }, async (request) => {
    const { project } = await getProjectFor(db, request, request.params);
    return showEnvironment(db, project, request.params.environment);
  });
}
