import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { listMembers } from "../../organizations/member-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { answerSlice, byId, pageQuery } from "../page.ts";
import { toSentryMember } from "./to-sentry-member.ts";

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
