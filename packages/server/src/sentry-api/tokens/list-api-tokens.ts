import type { Database } from "../../db/database.ts";
import { listTokens } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getUser } from "../authenticate.ts";
import { toSentryApiToken } from "./to-sentry-token.ts";

/** `GET /api/0/api-tokens/`: the caller's own, newest first. */
export function listApiTokens(app: Api, { db }: { db: Database }): void {
  app.get("/api/0/api-tokens/", async (request) => {
    const tokens = await listTokens(db, { userId: getUser(request).userId });
    return tokens.map(toSentryApiToken);
  });
}
