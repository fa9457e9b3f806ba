import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getProjectKeyFor, KEY_PATH, keyParams } from "./get-project-key-for.ts";
import { toSentryKey } from "./to-sentry-key.ts";

/** `GET /api/0/projects/{organization}/{project}/keys/{key}/` */
export function getKey(app: Api, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  app.get(KEY_PATH, { schema: { params: keyParams } }, async (request) =>
    toSentryKey(await getProjectKeyFor(db, request, request.params), publicUrl),
  );
}
