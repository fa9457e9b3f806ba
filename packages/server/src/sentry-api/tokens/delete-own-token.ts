import type { Database } from "../../db/database.ts";
import { deleteToken } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getPrincipal } from "../authenticate.ts";

/**
 * `DELETE /api/0/api-tokens/self/`: takes back the token that asks, a user's or an organization's. Whoever
 * finds a token somewhere can make it harmless, whatever its scopes.
 */
export function deleteOwnToken(app: Api, { db }: { db: Database }): void {
  app.delete("/api/0/api-tokens/self/", async (request, reply) => {
    const principal = getPrincipal(request);
    await deleteToken(db, principal, principal.tokenId);
    return reply.status(204).send();
  });
}
