import type { Database } from "../../db/database.ts";
import { listTokens } from "../../organizations/token-store.ts";
import type { Api } from "../api.ts";
import { getMemberFor, memberParams } from "../members/get-member-for.ts";
import { toSentryApiToken } from "./to-sentry-token.ts";

/** `GET /api/0/organizations/{organization}/members/{member}/api-tokens/`: newest first. */
export function listMemberTokens(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/members/:member/api-tokens/",
    { schema: { params: memberParams } },
    async (request) => {
      const { member } = await getMemberFor(db, request, request.params);
      return (await listTokens(db, { userId: member.userId })).map(toSentryApiToken);
    },
  );
}
