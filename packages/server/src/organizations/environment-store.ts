import type { Database } from "../db/database.ts";

/** Where a project's releases run, such as `production`. */
export interface Environment {
  id: number;
  name: string;
  isHidden: boolean;
}

/** Makes environments of projects known, those that are not yet. */
export async function ensureEnvironments(
  trx: Database,
  environments: { projectId: number; name: string }[],
): Promise<void> {
  if (environments.length === 0) return;
  const each = new Map(environments.map((one) => [`${one.projectId} ${one.name}`, one]));
  await trx
    .insertInto("environments")
    .values([...each.values()])
    .onConflict((conflict) => conflict.columns(["projectId", "name"]).doNothing())
    .execute();
}

/** By name. */
export async function listEnvironments(db: Database, projectId: number): Promise<Environment[]> {
  const rows = await db
    .selectFrom("environments")
    .select(["id", "name", "isHidden"])
    .where("projectId", "=", projectId)
    .orderBy("name")
    .execute();
  return rows.map((row) => ({ ...row, isHidden: row.isHidden === 1 }));
}

/**
 * The environments of all projects of an organization, by name; each name once, hidden when every
 * project hides it.
 */
export async function listOrganizationEnvironments(
  db: Database,
  organizationId: number,
): Promise<Environment[]> {
  const rows = await db
    .selectFrom("environments")
    .innerJoin("projects", "projects.id", "environments.projectId")
    .where("projects.organizationId", "=", organizationId)
    .groupBy("environments.name")
    .select((eb) => [
      "environments.name",
      eb.fn.min<number>("environments.id").as("id"),
      eb.fn.min<number>("environments.isHidden").as("isHidden"),
    ])
    .orderBy("environments.name")
    .execute();
  return rows.map((row) => ({ ...row, isHidden: row.isHidden === 1 }));
}

/** Hides environments from lists, or shows them again. */
export async function hideEnvironments(
  db: Database,
  projectId: number,
  { names, isHidden }: { names: string[]; isHidden: boolean },
): Promise<void> {
  if (names.length === 0) return;
  await db
    .updateTable("environments")
    .set({ isHidden: isHidden ? 1 : 0 })
    .where("projectId", "=", projectId)
    .where("name", "in", names)
    .execute();
}
