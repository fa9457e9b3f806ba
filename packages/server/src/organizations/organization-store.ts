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
