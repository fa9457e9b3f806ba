import { z } from "zod";
import type { Database } from "../../db/database.ts";
import {
  type Environment,
  listEnvironments,
  listOrganizationEnvironments,
} from "../../organizations/environment-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerPage, type ListOrder, pageQuery, parsePage } from "../page.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryEnvironment } from "./to-sentry-environment.ts";

const querystring = z.object({
  ...pageQuery,
  visibility: z
    .enum(["visible", "hidden", "all"], {
      error: "Invalid value for 'visibility', valid values are: ['all', 'hidden', 'visible']",
    })
    .default("visible"),
});

const order: ListOrder<Environment> = {
  placeOf: ({ name }) => ({ key: name, id: name }),
  kinds: { key: "text", id: "text" },
};

/** `GET …/environments/` of an organization or a project, by name. */
export function listEnvironmentsOfScope(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/environments/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { visibility } = request.query;
      const page = parsePage(request.query, order);
      const rows = await listOrganizationEnvironments(db, organization.id, { visibility, page });
      return answerPage(reply, request, { page, rows, order }).map(toSentryEnvironment);
    },
  );
  const params = z.object({ organization: z.string(), project: z.string() });
  app.get(
    "/api/0/projects/:organization/:project/environments/",
    { schema: { params, querystring } },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      const { visibility } = request.query;
      const page = parsePage(request.query, order);
      const rows = await listEnvironments(db, project.id, { visibility, page });
      return answerPage(reply, request, { page, rows, order }).map(toSentryEnvironment);
    },
  );
}
