import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";

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

/** Which environments a list shows. */
type Visibility = "visible" | "hidden" | "all";

/** By name; a page as `readPage` gives it. */
export async function listEnvironments(
  db: Database,
  projectId: number,
  { visibility, page }: { visibility: Visibility; page: Page },
): Promise<Environment[]> {
  let query = db.selectFrom("environments").select(columns).where("projectId", "=", projectId);
  if (visibility !== "all") query = query.where("isHidden", "=", toFlag(visibility));
  return (await readPage(query, byName, page)).map(toEnvironment);
}

/** The environments of a project that have one of these names. */
export async function findEnvironments(
  db: Database,
  projectId: number,
  names: string[],
): Promise<Environment[]> {
  const rows = await db
    .selectFrom("environments")
    .select(columns)
    .where("projectId", "=", projectId)
    .where("name", "in", names)
    .orderBy("name")
    .execute();
  return rows.map(toEnvironment);
}

/**
 * The environments of all projects of an organization, by name; each name once, hidden when every
 * project hides it. A page as `readPage` gives it.
 */
export async function listOrganizationEnvironments(
  db: Database,
  organizationId: number,
  { visibility, page }: { visibility: Visibility; page: Page },
): Promise<Environment[]> {
  let query = db
    .selectFrom("environments")
    .innerJoin("projects", "projects.id", "environments.projectId")
    .where("projects.organizationId", "=", organizationId)
    .groupBy("environments.name")
    .select((eb) => [
      "environments.name",
      eb.fn.min<number>("environments.id").as("id"),
      eb.fn.min<0 | 1>("environments.isHidden").as("isHidden"),
    ]);
  if (visibility !== "all") {
    query = query.having((eb) => eb.fn.min("environments.isHidden"), "=", toFlag(visibility));
  }
  return (await readPage(query, byName, page)).map(toEnvironment);
}

/** Names are unique in both lists. */
const byName = {
  key: sql.ref("environments.name"),
  id: sql.ref("environments.name"),
  direction: "asc",
} as const;

const columns = ["id", "name", "isHidden"] as const;

function toFlag(visibility: "visible" | "hidden"): 0 | 1 {
  return visibility === "hidden" ? 1 : 0;
}

function toEnvironment(row: { id: number; name: string; isHidden: 0 | 1 }): Environment {
  return { ...row, isHidden: row.isHidden === 1 };
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
