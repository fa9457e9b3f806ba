import { z } from "zod";
import { inviteMember } from "../../accounts/change-members.ts";
import type { Database } from "../../db/database.ts";
import { findMembership } from "../../organizations/member-store.ts";
import { ApiError, notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { orgRole } from "./org-role.ts";
import { toSentryMember } from "./to-sentry-member.ts";

const EMAIL_RULE = "Enter a valid email address.";

const body = z.object({
  email: z.email(EMAIL_RULE).max(254, EMAIL_RULE).toLowerCase(),
  orgRole: orgRole.default("member"),
});

/**
 * `POST /api/0/organizations/{organization}/members/`: 201. No e-mail is sent: the answer has a password
 * for one login, which whoever invites hands over.
 */
export function inviteToOrganization(app: Api, { db }: { db: Database }): void {
  app.post(
    "/api/0/organizations/:organization/members/",
    { schema: { params: z.object({ organization: z.string() }), body } },
    async (request, reply) => {
      const { id } = await getOrganizationFor(db, request, request.params.organization);
      const { email, orgRole: role } = request.body;
      const actor = getActor(request);
      const result = await inviteMember(db, { organizationId: id, email, role, actor });
      if (result.kind === "is-member") {
        throw new ApiError(400, { email: [`The user ${email} is already a member`] });
      }
      const member = await findMembership(db, id, result.memberId);
      if (!member) throw notFound();
      const { password = null } = result;
      return reply.status(201).send({ ...toSentryMember(member), password });
    },
  );
}
