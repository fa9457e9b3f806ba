import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listOrganizationKeys, listProjectKeys } from "../../organizations/project-key-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryKey } from "./to-sentry-key.ts";

const querystring = z.object({ ...pageQuery, status: z.enum(["active", "inactive"]).optional() });

/** `GET /api/0/projects/{organization}/{project}/keys/`, and of all projects: where to report to. */
export function listKeys(app: Api, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  const schema = {
    params: z.object({ organization: z.string(), project: z.string() }),
    querystring,
  };
  app.get("/api/0/projects/:organization/:project/keys/", { schema }, async (request, reply) => {
    const { project } = await getProjectFor(db, request, request.params);
    const keys = (await listProjectKeys(db, project.id)).filter(hasStatus(request.query.status));
    return answerSlice(reply, request, keys, byId).map((key) => toSentryKey(key, publicUrl));
  });
  app.get(
    "/api/0/organizations/:organization/project-keys/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const all = await listOrganizationKeys(db, organization.id);
      const keys = all.filter(hasStatus(request.query.status));
      return answerSlice(reply, request, keys, byId).map((key) => toSentryKey(key, publicUrl));
    },
  );
}

function hasStatus(status: "active" | "inactive" | undefined) {
  return ({ isActive }: { isActive: boolean }) =>
    status === undefined || isActive === (status === "active");
}
