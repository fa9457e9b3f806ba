import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";
import { deleteMemberOfOrganization } from "./delete-member.ts";
import { getMember } from "./get-member.ts";
import { inviteToOrganization } from "./invite-member.ts";
import { listMembersOfOrganization } from "./list-members.ts";
import { updateMember } from "./update-member.ts";

/** Who belongs to an organization, and in which role. */
export function memberRoutes(app: Api, deps: { db: Database }): void {
  listMembersOfOrganization(app, deps);
  inviteToOrganization(app, deps);
  getMember(app, deps);
  updateMember(app, deps);
  deleteMemberOfOrganization(app, deps);
}
