import { z } from "zod";
import { changeRole } from "../../accounts/change-members.ts";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getMemberFor, lastOwner, memberParams } from "./get-member-for.ts";
import { orgRole } from "./org-role.ts";
import { toSentryMember } from "./to-sentry-member.ts";

/** `PUT /api/0/organizations/{organization}/members/{member}/`: gives a member another role. */
export function updateMember(app: Api, { db }: { db: Database }): void {
  app.put(
    "/api/0/organizations/:organization/members/:member/",
    { schema: { params: memberParams, body: z.object({ orgRole }) } },
    async (request) => {
      const { organizationId, member } = await getMemberFor(db, request, request.params);
      const { orgRole: role } = request.body;
      const actor = getActor(request);
      if (!(await changeRole(db, { organizationId, member, role, actor }))) throw lastOwner();
      return toSentryMember({ ...member, role });
    },
  );
}
