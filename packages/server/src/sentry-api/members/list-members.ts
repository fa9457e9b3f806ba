import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listMembers, type Member } from "../../organizations/member-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryMember } from "./to-sentry-member.ts";

function isNamed({ name, email }: Member, part: string): boolean {
  return `${name}\n${email}`.toLowerCase().includes(part);
}

/**
 * `GET /api/0/organizations/{organization}/members/`, and as `users/`: who issues can be assigned to.
 * `query` is a part of the name or the address.
 */
export function listMembersOfOrganization(app: Api, { db }: { db: Database }): void {
  const schema = {
    params: z.object({ organization: z.string() }),
    querystring: z.object({ ...pageQuery, query: z.string().optional() }),
  };
  for (const list of ["members", "users"]) {
    const path = `/api/0/organizations/:organization/${list}/`;
    app.get(path, { schema }, async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const members = await listMembers(db, organization.id);
      const { query = "" } = request.query;
      const asked = members.filter((member) => isNamed(member, query.toLowerCase()));
      return answerSlice(reply, request, asked, byId).map(toSentryMember);
    });
  }
}
