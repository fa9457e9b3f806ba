import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";
import type { ResolveOn } from "../db/schema.ts";
import type { Principal } from "./principal-store.ts";

export interface Organization {
  id: number;
  slug: string;
  name: string;
  resolveOn: ResolveOn;
  createdAt: number;
}

/** The organizations that a caller belongs to: a user as a member, a token's by its making. */
function organizationsOf(db: Database, principal: Principal) {
  const organizations = db.selectFrom("organizations").selectAll("organizations");
  if (principal.kind === "organization") {
    return organizations.where("organizations.id", "=", principal.organizationId);
  }
  return organizations.where("organizations.id", "in", (eb) =>
    eb
      .selectFrom("members")
      .select("members.organizationId")
      .where("members.userId", "=", principal.userId),
  );
}

/** All organizations that a caller belongs to, oldest first. */
export function listOrganizations(db: Database, principal: Principal): Promise<Organization[]> {
  return organizationsOf(db, principal).orderBy("organizations.id").execute();
}

/** By slug or number, when the caller belongs to it. */
export function findOrganization(
  db: Database,
  idOrSlug: string,
  principal: Principal,
): Promise<Organization | undefined> {
  const organizations = organizationsOf(db, principal);
  return (
    /^\d+$/.test(idOrSlug)
      ? organizations.where("organizations.id", "=", toRowId(idOrSlug))
      : organizations.where("organizations.slug", "=", idOrSlug)
  ).executeTakeFirst();
}

/** Changes what is given; what is left out stays. */
export async function updateOrganization(
  db: Database,
  id: number,
  changes: Partial<Pick<Organization, "name" | "resolveOn">>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db.updateTable("organizations").set(changes).where("id", "=", id).execute();
}

/** By its number alone, for work that no user asked for. */
export function getOrganization(db: Database, id: number): Promise<Organization> {
  return db.selectFrom("organizations").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The user who was there first: the owner made at the first start. */
export async function findFirstUser(db: Database): Promise<number | undefined> {
  const row = await db.selectFrom("users").select("id").orderBy("id").limit(1).executeTakeFirst();
  return row?.id;
}

export interface NewOwner {
  /** Slug of the organization that is made for this user. */
  organization: string;
  resolveOn: ResolveOn;
  email: string;
  passwordHash: string;
  /** Absent when the password was chosen rather than made. */
  passwordForOnceUntil?: number | undefined;
}

/** Makes an organization and its owner. @returns the user's number */
export async function createOwner(trx: Database, owner: NewOwner): Promise<number> {
  const createdAt = Date.now();
  const { organization: slug, resolveOn, email, passwordHash, passwordForOnceUntil } = owner;
  const organization = await trx
    .insertInto("organizations")
    .values({ slug, name: slug, resolveOn, createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await trx
    .insertInto("users")
    .values({
      email,
      name: email.split("@")[0] ?? email,
      passwordHash,
      passwordForOnceUntil: passwordForOnceUntil ?? null,
      createdAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("members")
    .values({ organizationId: organization.id, userId: user.id, role: "owner" })
    .execute();
  return user.id;
}
