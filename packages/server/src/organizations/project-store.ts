import { randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";

export interface Project {
  id: number;
  organizationId: number;
  slug: string;
  name: string;
  platform: string | null;
  createdAt: number;
}

export interface ProjectKey {
  id: number;
  projectId: number;
  name: string;
  /** 32 hex digits: the user part of a DSN. */
  publicKey: string;
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
    const publicKey = randomBytes(16).toString("hex");
    await trx
      .insertInto("projectKeys")
      .values({ projectId: row.id, name: "Default", publicKey, createdAt })
      .execute();
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
      ? query.where("id", "=", Number(idOrSlug))
      : query.where("slug", "=", idOrSlug)
  ).executeTakeFirst();
}

export function listProjectKeys(db: Database, projectId: number): Promise<ProjectKey[]> {
  return db
    .selectFrom("projectKeys")
    .selectAll()
    .where("projectId", "=", projectId)
    .orderBy("id")
    .execute();
}
