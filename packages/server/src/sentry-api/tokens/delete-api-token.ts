import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getActor, getUser } from "../authenticate.ts";
import { takeBackToken } from "./take-back-token.ts";
import { tokenId } from "./token-id.ts";

/**
 * `DELETE /api/0/api-tokens/{token}/`: takes back a token of the calling user, at once. In a session whatever
 * the role is by now; with a token only one that could have made it, or that token itself.
 */
export function deleteApiToken(app: Api, { db }: { db: Database }): void {
  const params = z.object({ token: tokenId });
  app.delete("/api/0/api-tokens/:token/", { schema: { params } }, async (request, reply) => {
    const { userId, credential, scopes } = getUser(request);
    const { token: id } = request.params;
    const isOthers = credential.kind === "token" && credential.id !== id;
    if (isOthers && !scopes.includes("org:admin")) throw tooNarrow();
    const taken = { id, actor: getActor(request) };
    if (!(await takeBackToken(db, { userId }, taken))) throw notFound();
    return reply.status(204).send();
  });
}

const tooNarrow = () =>
  new ApiError(
    403,
    "The token that asks needs org:admin to take back another. Or do it in a session.",
  );
