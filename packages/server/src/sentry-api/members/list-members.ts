import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listMembers, type Member } from "../../organizations/member-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** `GET /api/0/organizations/{organization}/members/`, and as `users/`: who issues can be assigned to. */
export function listMembersOfOrganization(app: Api, { db }: { db: Database }): void {
  const schema = {
    params: z.object({ organization: z.string() }),
    querystring: z.object(pageQuery),
  };
  for (const list of ["members", "users"]) {
    const path = `/api/0/organizations/:organization/${list}/`;
    app.get(path, { schema }, async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const members = await listMembers(db, organization.id);
      return answerSlice(reply, request, members, byId).map(toSentryMember);
    });
  }
}

/** A member as Sentry tells it. */
function toSentryMember({ id, userId, email, name, role, createdAt }: Member) {
  return {
    id: String(id),
    email,
    name,
    user: { id: String(userId), email, username: email, name, isActive: true },
    role,
    orgRole: role,
    pending: false,
    expired: false,
    dateCreated: toSentryDate(createdAt),
  };
}
