import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findEnvironments, hideEnvironments } from "../../organizations/environment-store.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryEnvironment } from "./to-sentry-environment.ts";

const params = z.object({ organization: z.string(), project: z.string() });

/** What a database takes in one statement, and more than any person has. */
const MOST_AT_ONCE = 1_000;
const TOO_MANY = "Name at most 1,000 environments at once.";

const body = z.object({
  environmentNames: z
    .array(z.string())
    .min(1, "Name the environments.")
    .transform((names) => [...new Set(names)])
    .refine((names) => names.length <= MOST_AT_ONCE, TOO_MANY),
  isHidden: z.boolean("isHidden is true or false."),
});

/** `PUT …/environments/`: hides or shows many. One that is not there fails all. */
export function hideManyEnvironments(app: Api, { db }: { db: Database }): void {
  app.put(
    "/api/0/projects/:organization/:project/environments/",
    { schema: { params, body } },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      const { environmentNames: names, isHidden } = request.body;
      const known = await findEnvironments(db, project.id, names);
      const unknown = names.find((name) => !known.some((one) => one.name === name));
      if (unknown !== undefined) throw notFound(`The project has no environment ${unknown}.`);
      await hideEnvironments(db, project.id, { names, isHidden });
      return known.map((environment) => toSentryEnvironment({ ...environment, isHidden }));
    },
  );
}
