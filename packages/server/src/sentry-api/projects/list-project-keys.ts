import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listProjectKeys, type ProjectKey } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getProjectFor } from "./get-project-for.ts";

/** `GET /api/0/projects/{organization}/{project}/keys/`: where applications report to. */
export function listKeysOfProject(
  app: Api,
  { db, publicUrl }: { db: Database; publicUrl: string },
): void {
  app.get(
    "/api/0/projects/:organization/:project/keys/",
    {
      schema: {
        params: z.object({ organization: z.string(), project: z.string() }),
        querystring: z.object(pageQuery),
      },
    },
    async (request, reply) => {
      const { project } = await getProjectFor(db, request, request.params);
      const keys = await listProjectKeys(db, project.id);
      return answerSlice(reply, request, keys, byId).map((key) => toSentryKey(key, publicUrl));
    },
  );
}

function toSentryKey(key: ProjectKey, publicUrl: string) {
  return {
    id: key.publicKey,
    name: key.name,
    label: key.name,
    public: key.publicKey,
    projectId: key.projectId,
    isActive: true,
    rateLimit: null,
    dsn: { public: formatDsn(publicUrl, key) },
    dateCreated: toSentryDate(key.createdAt),
  };
}

/** `https://sentry.example.com` → `https://<key>@sentry.example.com/<project id>` */
function formatDsn(publicUrl: string, key: ProjectKey): string {
  const dsn = new URL(`${publicUrl}/${key.projectId}`);
  dsn.username = key.publicKey;
  return dsn.href;
}
