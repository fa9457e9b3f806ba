import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";

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
  const now = Date.now();
  const made = await trx
    .insertInto("codeMappings")
    .values({ ...mapping, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(["projectId", "stackRoot"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made) return "created";
  const { repositoryId, sourceRoot, defaultBranch } = mapping;
  await trx
    .updateTable("codeMappings")
    .set({ repositoryId, sourceRoot, defaultBranch, updatedAt: now })
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

/** A code mapping with the names of what it is about. */
export interface ListedCodeMapping extends CodeMapping {
  projectSlug: string;
  repositoryName: string;
  integrationId: number;
  /** The provider's key. */
  provider: string;
}

/** The code mappings of an organization or one of its projects, oldest first; a page of `readPage`. */
export function listCodeMappingsOf(
  db: Database,
  { organizationId, projectId }: { organizationId: number; projectId?: number | undefined },
  page: Page,
): Promise<ListedCodeMapping[]> {
  let rows = db
    .selectFrom("codeMappings")
    .innerJoin("projects", "projects.id", "codeMappings.projectId")
    .innerJoin("repositories", "repositories.id", "codeMappings.repositoryId")
    .innerJoin("integrations", "integrations.id", "repositories.integrationId")
    .selectAll("codeMappings")
    .select([
      "projects.slug as projectSlug",
      "repositories.name as repositoryName",
      "repositories.integrationId",
      "integrations.provider",
    ])
    .where("projects.organizationId", "=", organizationId);
  if (projectId !== undefined) rows = rows.where("codeMappings.projectId", "=", projectId);
  const id = sql.ref("codeMappings.id");
  return readPage(rows, { key: id, id, direction: "asc" }, page);
}
