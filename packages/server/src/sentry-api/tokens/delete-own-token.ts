import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getActor, getPrincipal } from "../authenticate.ts";
import { takeBackToken } from "./take-back-token.ts";

/**
 * `DELETE /api/0/api-tokens/self/`: takes back the token that asks, a user's or an organization's. Whoever
 * finds a token somewhere can make it harmless, whatever its scopes.
 */
export function deleteOwnToken(app: Api, { db }: { db: Database }): void {
  app.delete("/api/0/api-tokens/self/", async (request, reply) => {
    const principal = getPrincipal(request);
    const { kind, id } = principal.credential;
    if (kind !== "token")
      throw new ApiError(400, "There is no token to take back: log out instead.");
    await takeBackToken(db, principal, { id, actor: getActor(request) });
    return reply.status(204).send();
  });
}
