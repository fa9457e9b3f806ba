import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";
import { storeFormerSlug } from "./former-slug-store.ts";
import { createProjectKey } from "./project-key-store.ts";

export interface Project {
  id: number;
  organizationId: number;
  slug: string;
  name: string;
  platform: string | null;
  createdAt: number;
}

export interface NewProject {
  organizationId: number;
  slug: string;
  name: string;
  platform: string | null;
}

const columns = ["id", "organizationId", "slug", "name", "platform", "createdAt"] as const;

/**
 * Makes a project with its first key.
 * @returns undefined when the organization has a project of that slug
 */
export async function createProject(
  db: Database,
  project: NewProject,
): Promise<Project | undefined> {
  const createdAt = Date.now();
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto("projects")
      .values({ ...project, createdAt })
      .onConflict((conflict) => conflict.columns(["organizationId", "slug"]).doNothing())
      .returning(columns)
      .executeTakeFirst();
    if (!row) return undefined;
    await createProjectKey(trx, { projectId: row.id, name: "Default", rateLimit: undefined });
    return row;
  });
}

export function listProjects(db: Database, organizationId: number): Promise<Project[]> {
  return db
    .selectFrom("projects")
    .select(columns)
    .where("organizationId", "=", organizationId)
    .orderBy("slug")
    .execute();
}

/** By slug or number within one organization. */
export function findProject(
  db: Database,
  organizationId: number,
  idOrSlug: string,
): Promise<Project | undefined> {
  const query = db
    .selectFrom("projects")
    .select(columns)
    .where("organizationId", "=", organizationId);
  return (
    /^\d+$/.test(idOrSlug)
      ? query.where("id", "=", toRowId(idOrSlug))
      : query.where("slug", "=", idOrSlug)
  ).executeTakeFirst();
}

/** What may be changed of a project; what is left out stays. */
export type ProjectChanges = Partial<Pick<Project, "slug" | "name" | "platform">>;

/** @returns false when another project of the organization has that slug */
export async function updateProject(
  db: Database,
  project: Project,
  changes: ProjectChanges,
): Promise<boolean> {
  if (Object.keys(changes).length === 0) return true;
  return db.transaction().execute(async (trx) => {
    const { slug } = changes;
    const taken = slug === undefined ? undefined : await findSlug(trx, project, slug);
    if (taken) return false;
    if (slug !== undefined && slug !== project.slug) await storeFormerSlug(trx, project);
    await trx.updateTable("projects").set(changes).where("id", "=", project.id).execute();
    return true;
  });
}

function findSlug(trx: Database, { id, organizationId }: Project, slug: string) {
  return trx
    .selectFrom("projects")
    .select("id")
    .where("organizationId", "=", organizationId)
    .where("slug", "=", slug)
    .where("id", "!=", id)
    .executeTakeFirst();
}

/** Its issues, events and keys go with it; releases stay with the organization. */
export async function deleteProject(db: Database, id: number): Promise<void> {
  await db.deleteFrom("projects").where("id", "=", id).execute();
}
