import type { Database } from "../../db/database.ts";
import { deleteProjectKey } from "../../organizations/project-key-store.ts";
import type { Api } from "../api.ts";
import { getProjectKeyFor, KEY_PATH, keyParams } from "./get-project-key-for.ts";

/** `DELETE /api/0/projects/{organization}/{project}/keys/{key}/`: what reports with it is refused. */
export function deleteKey(app: Api, { db }: { db: Database }): void {
  app.delete(KEY_PATH, { schema: { params: keyParams } }, async (request, reply) => {
    const key = await getProjectKeyFor(db, request, request.params);
    await deleteProjectKey(db, key.id);
    return reply.status(204).send();
  });
}
