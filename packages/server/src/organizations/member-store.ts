import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";
import type { Role } from "../db/schema.ts";

/** A user who belongs to an organization. */
export interface Member {
  id: number;
  userId: number;
  email: string;
  name: string;
  role: Role;
  /** Invited, and not yet logged in. */
  isPending: boolean;
  createdAt: number;
}

type Row = Omit<Member, "isPending"> & { passwordForOnceUntil: number | null };

const toMember = ({ passwordForOnceUntil, ...row }: Row): Member => ({
  ...row,
  isPending: passwordForOnceUntil !== null,
});

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
      "users.passwordForOnceUntil",
    ]);
}

/** Who was there first comes first. */
export async function listMembers(db: Database, organizationId: number): Promise<Member[]> {
  return (await selectMembers(db, organizationId).orderBy("members.id").execute()).map(toMember);
}

/** By the number of the membership. */
export async function findMembership(
  db: Database,
  organizationId: number,
  id: number,
): Promise<Member | undefined> {
  const row = await selectMembers(db, organizationId)
    .where("members.id", "=", id)
    .executeTakeFirst();
  return row && toMember(row);
}

/** The role of a user; undefined when they do not belong to the organization. */
export async function findRole(
  db: Database,
  { organizationId, userId }: { organizationId: number; userId: number },
): Promise<Role | undefined> {
  const row = await db
    .selectFrom("members")
    .select("role")
    .where("organizationId", "=", organizationId)
    .where("userId", "=", userId)
    .executeTakeFirst();
  return row?.role;
}

/** @param email in lower case, as they are kept */
export async function isMember(
  db: Database,
  organizationId: number,
  email: string,
): Promise<boolean> {
  const members = selectMembers(db, organizationId).where("users.email", "=", email);
  return (await members.executeTakeFirst()) !== undefined;
}

/** Makes a user a member. @returns the number of the membership; undefined when they are one already */
export async function addMember(
  trx: Database,
  member: { organizationId: number; userId: number; role: Role },
): Promise<number | undefined> {
  const row = await trx
    .insertInto("members")
    .values(member)
    .onConflict((conflict) => conflict.columns(["organizationId", "userId"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

export async function setRole(trx: Database, id: number, role: Role): Promise<void> {
  await trx.updateTable("members").set({ role }).where("id", "=", id).execute();
}

export async function deleteMember(trx: Database, id: number): Promise<void> {
  await trx.deleteFrom("members").where("id", "=", id).execute();
}

/** How many owners an organization has besides this member. */
export async function countOtherOwners(
  trx: Database,
  organizationId: number,
  id: number,
): Promise<number> {
  const { count } = await trx
    .selectFrom("members")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("organizationId", "=", organizationId)
    .where("role", "=", "owner")
    .where("id", "!=", id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether a user belongs to any organization. */
export async function hasMembership(db: Database, userId: number): Promise<boolean> {
  const members = db.selectFrom("members").select("id").where("userId", "=", userId).limit(1);
  return (await members.executeTakeFirst()) !== undefined;
}

/** By the user's number, e-mail or, when no other has it, name; both in any case. */
export async function findMember(
  db: Database,
  organizationId: number,
  who: string,
): Promise<Member | undefined> {
  const members = selectMembers(db, organizationId);
  if (/^\d{1,15}$/.test(who)) {
    const row = await members.where("users.id", "=", toRowId(who)).executeTakeFirst();
    return row && toMember(row);
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
  const one = byEmail ?? (found.length === 1 ? found[0] : undefined);
  return one && toMember(one);
}
