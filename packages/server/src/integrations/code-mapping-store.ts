import type { Database } from "../db/database.ts";

/**
 * Where the source of a project's stack frames is: a path that begins with `stackRoot` is in the
 * repository with `sourceRoot` in its place. Both may be empty.
 */
export interface CodeMapping {
  id: number;
  projectId: number;
  repositoryId: number;
  stackRoot: string;
  sourceRoot: string;
  defaultBranch: string;
  createdAt: number;
  updatedAt: number;
}

export type NewCodeMapping = Omit<CodeMapping, "id" | "createdAt" | "updatedAt">;

/**
 * Keeps a code mapping. A project has one for each `stackRoot`, as in Sentry: a second one takes the
 * place of the first.
 */
export async function storeCodeMapping(
  trx: Database,
  mapping: NewCodeMapping,
): Promise<"created" | "updated"> {
  if ((await insertCodeMapping(trx, mapping)) !== undefined) return "created";
  const { repositoryId, sourceRoot, defaultBranch } = mapping;
  await trx
    .updateTable("codeMappings")
    .set({ repositoryId, sourceRoot, defaultBranch, updatedAt: Date.now() })
    .where("projectId", "=", mapping.projectId)
    .where("stackRoot", "=", mapping.stackRoot)
    .execute();
  return "updated";
}

/** The code mappings of a project, longest `stackRoot` first: the first that fits is the right one. */
export function listCodeMappings(db: Database, projectId: number): Promise<CodeMapping[]> {
  return db
    .selectFrom("codeMappings")
    .selectAll()
    .where("projectId", "=", projectId)
    .orderBy((eb) => eb.fn("length", ["stackRoot"]), "desc")
    .orderBy("id")
    .execute();
}

/** @returns its number; undefined when the project has one for that `stackRoot` */
export async function insertCodeMapping(
  db: Database,
  mapping: NewCodeMapping,
): Promise<number | undefined> {
  const now = Date.now();
  const made = await db
    .insertInto("codeMappings")
    .values({ ...mapping, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(["projectId", "stackRoot"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return made?.id;
}

/** @returns false when the project has another one for that `stackRoot` */
export function updateCodeMapping(
  db: Database,
  id: number,
  mapping: NewCodeMapping,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const other = await trx
      .selectFrom("codeMappings")
      .select("id")
      .where("projectId", "=", mapping.projectId)
      .where("stackRoot", "=", mapping.stackRoot)
      .where("id", "!=", id)
      .executeTakeFirst();
    if (other) return false;
    const changes = { ...mapping, updatedAt: Date.now() };
    await trx.updateTable("codeMappings").set(changes).where("id", "=", id).execute();
    return true;
  });
}

export async function deleteCodeMapping(db: Database, id: number): Promise<void> {
  await db.deleteFrom("codeMappings").where("id", "=", id).execute();
}
