import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { notFound } from "../api-error.ts";
import { getActor } from "../authenticate.ts";
import { getMemberFor, memberParams } from "../members/get-member-for.ts";
import { takeBackToken } from "./take-back-token.ts";
import { tokenId } from "./token-id.ts";

/**
 * `DELETE /api/0/organizations/{organization}/members/{member}/api-tokens/{token}/`: takes back a token that
 * somebody else has lost, at once. It ends in all organizations of the member.
 */
export function deleteMemberToken(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/organizations/:organization/members/:member/api-tokens/:token/",
    { schema: { params: memberParams.extend({ token: tokenId }) } },
    async (request, reply) => {
      const { userId } = (await getMemberFor(db, request, request.params)).member;
      const taken = { id: request.params.token, actor: getActor(request) };
      if (!(await takeBackToken(db, { userId }, taken))) throw notFound();
      return reply.status(204).send();
    },
  );
}
