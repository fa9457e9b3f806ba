import type { Database } from "../db/database.ts";
import type { ResolveOn } from "../db/schema.ts";

export interface Organization {
  id: number;
  slug: string;
  name: string;
  resolveOn: ResolveOn;
  createdAt: number;
}

/** All organizations that a user is a member of, oldest first. */
export function listOrganizations(db: Database, userId: number): Promise<Organization[]> {
  return db
    .selectFrom("organizations")
    .innerJoin("members", "members.organizationId", "organizations.id")
    .where("members.userId", "=", userId)
    .selectAll("organizations")
    .orderBy("organizations.id")
    .execute();
}

/** By slug or number, when the user is a member. */
export function findOrganization(
  db: Database,
  idOrSlug: string,
  userId: number,
): Promise<Organization | undefined> {
  const query = db
    .selectFrom("organizations")
    .innerJoin("members", "members.organizationId", "organizations.id")
    .where("members.userId", "=", userId)
    .selectAll("organizations");
  return (
    /^\d+$/.test(idOrSlug)
      ? query.where("organizations.id", "=", Number(idOrSlug))
      : query.where("organizations.slug", "=", idOrSlug)
  ).executeTakeFirst();
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
}

/** Makes an organization and its owner. @returns the user's number */
export async function createOwner(trx: Database, owner: NewOwner): Promise<number> {
  const createdAt = Date.now();
  const { organization: slug, resolveOn, email, passwordHash } = owner;
  const organization = await trx
    .insertInto("organizations")
    .values({ slug, name: slug, resolveOn, createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await trx
    .insertInto("users")
    .values({ email, name: email.split("@")[0] ?? email, passwordHash, createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("members")
    .values({ organizationId: organization.id, userId: user.id, role: "owner" })
    .execute();
  return user.id;
}
