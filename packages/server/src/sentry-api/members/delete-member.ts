import { removeMember } from "../../accounts/change-members.ts";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getMemberFor, lastOwner, memberParams } from "./get-member-for.ts";

/** `DELETE /api/0/organizations/{organization}/members/{member}/`: 204. The last owner stays. */
export function deleteMemberOfOrganization(app: Api, { db }: { db: Database }): void {
  app.delete(
    "/api/0/organizations/:organization/members/:member/",
    { schema: { params: memberParams } },
    async (request, reply) => {
      const { organizationId, member } = await getMemberFor(db, request, request.params);
      const actor = getActor(request);
      if (!(await removeMember(db, { organizationId, member, actor }))) throw lastOwner();
      return reply.status(204).send();
    },
  );
}
