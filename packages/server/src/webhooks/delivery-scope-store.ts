import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";
import type { DeliveryFilter, DeliveryScope } from "./delivery-conditions.ts";

/** A search looks into the deliveries of so many repositories, and at so many of a commit or request. */
const MOST_REPOSITORIES = 20;
const MOST_DELIVERIES = 100;

/** Shorter ones are the beginning of too many. */
const SHA = /^[0-9a-f]{7,40}$/i;

/**
 * Where to look for an organization's deliveries, so that however many there are only those are read that
 * are wanted; nowhere when the repository or integration is not its own.
 */
export async function findDeliveryScopes(
  db: Database,
  organizationId: number,
  { repositoryId, integrationId, query }: DeliveryFilter,
): Promise<DeliveryScope[]> {
  if (repositoryId !== undefined && !(await owns(db, "repositories", organizationId, repositoryId)))
    return [];
  if (
    integrationId !== undefined &&
    !(await owns(db, "integrations", organizationId, integrationId))
  )
    return [];
  if (query) return findMatching(db, organizationId, query);
  if (repositoryId !== undefined) return [{ column: "repositoryId", values: [repositoryId] }];
  if (integrationId !== undefined) return [{ column: "integrationId", values: [integrationId] }];
  return [{ column: "organizationId" }];
}

async function owns(
  db: Database,
  table: "repositories" | "integrations",
  organizationId: number,
  id: number,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select("id")
    .where("id", "=", id)
    .where("organizationId", "=", organizationId)
    .executeTakeFirst();
  return row !== undefined;
}

/** By its request, by a commit that it brought, or by the name of its repository. */
async function findMatching(
  db: Database,
  organizationId: number,
  query: string,
): Promise<DeliveryScope[]> {
  const ids = await listByRequest(db, organizationId, query);
  if (SHA.test(query)) ids.push(...(await listByCommit(db, organizationId, query.toLowerCase())));
  const repositories = await db
    .selectFrom("repositories")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where("integrationId", "is not", null)
    .where(containsText("name", query))
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .limit(MOST_REPOSITORIES)
    .execute();
  return [
    ...(ids.length > 0 ? [{ column: "id" as const, values: ids }] : []),
    ...repositories.map(({ id }) => ({ column: "repositoryId" as const, values: [id] })),
  ];
}

function ownRepositories(db: Database, organizationId: number) {
  return db.selectFrom("repositories").select("id").where("organizationId", "=", organizationId);
}

async function listByRequest(
  db: Database,
  organizationId: number,
  requestId: string,
): Promise<number[]> {
  const rows = await db
    .selectFrom("deliveries")
    .select("id")
    .where("repositoryId", "in", ownRepositories(db, organizationId))
    .where("requestId", "=", requestId)
    .limit(MOST_DELIVERIES)
    .execute();
  return rows.map(({ id }) => id);
}

async function listByCommit(db: Database, organizationId: number, sha: string): Promise<number[]> {
  const rows = await db
    .selectFrom("commits")
    .select("deliveryId")
    .where("repositoryId", "in", ownRepositories(db, organizationId))
    .where("sha", ">=", sha)
    .where("sha", "<", `${sha}g`)
    .where("deliveryId", "is not", null)
    .limit(MOST_DELIVERIES)
    .execute();
  return [...new Set(rows.flatMap(({ deliveryId }) => deliveryId ?? []))];
}
