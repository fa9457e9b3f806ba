import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { hideEnvironments } from "../../organizations/environment-store.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { ENVIRONMENT_PATH, environmentParams, showEnvironment } from "./show-environment.ts";

const body = z.object({ isHidden: z.boolean("isHidden is true or false.") });

/** `PUT …/environments/{name}/`: hides an environment from lists, or shows it again. */
export function hideEnvironment(app: Api, { db }: { db: Database }): void {
  app.put(ENVIRONMENT_PATH, { schema: { params: environmentParams, body } }, async (request) => {
    const { project } = await getProjectFor(db, request, request.params);
    const { environment: name } = request.params;
    await hideEnvironments(db, project.id, { names: [name], isHidden: request.body.isHidden });
    return showEnvironment(db, project, name);
  });
}
