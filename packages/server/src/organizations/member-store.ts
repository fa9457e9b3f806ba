import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";

/** A user who belongs to an organization. */
export interface Member {
  id: number;
  userId: number;
  email: string;
  name: string;
  role: "owner" | "admin" | "member";
  createdAt: number;
}

function selectMembers(db: Database, organizationId: number) {
  return db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.userId")
    .where("members.organizationId", "=", organizationId)
    .select([
      "members.id",
      "members.userId",
      "members.role",
      "users.email",
      "users.name",
      "users.createdAt",
    ]);
}

/** Who was there first comes first. */
export function listMembers(db: Database, organizationId: number): Promise<Member[]> {
  return selectMembers(db, organizationId).orderBy("members.id").execute();
}

/** By the user's number, e-mail or, when no other has it, name; both in any case. */
export async function findMember(
  db: Database,
  organizationId: number,
  who: string,
): Promise<Member | undefined> {
  const members = selectMembers(db, organizationId);
  if (/^\d{1,15}$/.test(who)) {
    return members.where("users.id", "=", toRowId(who)).executeTakeFirst();
  }
  const text = who.toLowerCase();
  const found = await members
    .where((eb) =>
      eb.or([
        eb(eb.fn("lower", ["users.email"]), "=", text),
        eb(eb.fn("lower", ["users.name"]), "=", text),
      ]),
    )
    .execute();
  const byEmail = found.find((member) => member.email.toLowerCase() === text);
  return byEmail ?? (found.length === 1 ? found[0] : undefined);
}
