import { z } from "zod";
import type { Database } from "../../db/database.ts";
import {
  type Environment,
  listEnvironments,
  listOrganizationEnvironments,
} from "../../organizations/environment-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryEnvironment } from "./to-sentry-environment.ts";

const querystring = z.object({
  visibility: z
    .enum(["visible", "hidden", "all"], {
      error: "Invalid value for 'visibility', valid values are: ['all', 'hidden', 'visible']",
    })
    .default("visible"),
});
type Visibility = z.infer<typeof querystring>["visibility"];

/** `GET …/environments/` of an organization or a project, by name. */
export function listEnvironmentsOfScope(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/environments/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const environments = await listOrganizationEnvironments(db, organization.id);
      return environments.filter(isShown(request.query.visibility)).map(toSentryEnvironment);
    },
  );
  const params = z.object({ organization: z.string(), project: z.string() });
  app.get(
    "/api/0/projects/:organization/:project/environments/",
    { schema: { params, querystring } },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      const environments = await listEnvironments(db, project.id);
      return environments.filter(isShown(request.query.visibility)).map(toSentryEnvironment);
    },
  );
}

function isShown(visibility: Visibility) {
  return ({ isHidden }: Environment) =>
    visibility === "all" || isHidden === (visibility === "hidden");
}
