import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getActor, getUser } from "../authenticate.ts";
import { takeBackToken } from "./take-back-token.ts";
import { tokenId } from "./token-id.ts";

/** `DELETE /api/0/api-tokens/{token}/`: takes back a token of the calling user, at once. */
export function deleteApiToken(app: Api, { db }: { db: Database }): void {
  const params = z.object({ token: tokenId });
  app.delete("/api/0/api-tokens/:token/", { schema: { params } }, async (request, reply) => {
    const { userId } = getUser(request);
    const taken = { id: request.params.token, actor: getActor(request) };
    if (!(await takeBackToken(db, { userId }, taken))) throw notFound();
    return reply.status(204).send();
  });
}
