import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getMemberFor, memberParams } from "./get-member-for.ts";
import { toSentryMember } from "./to-sentry-member.ts";

/** `GET /api/0/organizations/{organization}/members/{member}/` */
export function getMember(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/organizations/:organization/members/:member/",
    { schema: { params: memberParams } },
    async (request) => toSentryMember((await getMemberFor(db, request, request.params)).member),
  );
}
