import type { Database } from "../../db/database.ts";
import { updateProjectKey } from "../../organizations/project-key-store.ts";
import type { Api } from "../api.ts";
import { getProjectKeyFor, KEY_PATH, keyParams } from "./get-project-key-for.ts";
import { changedKeyBody, toRateLimit } from "./key-body.ts";
import { toSentryKey } from "./to-sentry-key.ts";

/** `PUT /api/0/projects/{organization}/{project}/keys/{key}/` */
export function updateKey(app: Api, { db, publicUrl }: { db: Database; publicUrl: string }): void {
  const schema = { params: keyParams, body: changedKeyBody };
  app.put(KEY_PATH, { schema }, async (request) => {
    const key = await getProjectKeyFor(db, request, request.params);
    const { name = key.name, isActive = key.isActive, rateLimit: sent } = request.body;
    const rateLimit = sent === undefined ? key.rateLimit : toRateLimit(sent);
    await updateProjectKey(db, key, { name, isActive, rateLimit });
    return toSentryKey({ ...key, name, isActive, rateLimit }, publicUrl);
  });
}
