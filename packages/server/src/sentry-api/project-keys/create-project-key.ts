import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { createProjectKey } from "../../organizations/project-key-store.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { newKeyBody, toRateLimit } from "./key-body.ts";
import { toSentryKey } from "./to-sentry-key.ts";

/** `POST /api/0/projects/{organization}/{project}/keys/` */
export function createKey(app: Api, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  app.post(
    "/api/0/projects/:organization/:project/keys/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string() }),
        body: newKeyBody,
      },
    },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      const name = request.body.name || "Default";
      const rateLimit = toRateLimit(request.body.rateLimit);
      const key = await createProjectKey(db, { projectId: project.id, name, rateLimit });
      return reply.status(201).send(toSentryKey(key, publicUrl));
    },
  );
}
