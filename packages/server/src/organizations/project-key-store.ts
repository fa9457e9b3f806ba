import { randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";

/** What applications report with: the user part of a DSN. */
export interface ProjectKey {
  id: number;
  projectId: number;
  name: string;
  /** 32 hex digits. */
  publicKey: string;
  /** Whether it may be reported with. */
  isActive: boolean;
  /** At most `count` events in `window` seconds. */
  rateLimit: { window: number; count: number } | undefined;
  createdAt: number;
}

const columns = [
  "projectKeys.id",
  "projectKeys.projectId",
  "projectKeys.name",
  "projectKeys.publicKey",
  "projectKeys.isActive",
  "projectKeys.rateLimitWindow",
  "projectKeys.rateLimitCount",
  "projectKeys.createdAt",
] as const;

type Row = Pick<ProjectKey, "id" | "projectId" | "name" | "publicKey" | "createdAt"> & {
  isActive: 0 | 1;
  rateLimitWindow: number | null;
  rateLimitCount: number | null;
};

function toProjectKey({ rateLimitWindow: window, rateLimitCount: count, ...key }: Row): ProjectKey {
  const rateLimit = window && count ? { window, count } : undefined;
  return { ...key, isActive: key.isActive === 1, rateLimit };
}

/** Oldest first. */
export async function listProjectKeys(db: Database, projectId: number): Promise<ProjectKey[]> {
  const keys = db.selectFrom("projectKeys").select(columns).where("projectId", "=", projectId);
  return (await keys.orderBy("id").execute()).map(toProjectKey);
}

/** The keys of all projects of an organization, oldest first. */
export async function listOrganizationKeys(
  db: Database,
  organizationId: number,
): Promise<ProjectKey[]> {
  const rows = await db
    .selectFrom("projectKeys")
    .innerJoin("projects", "projects.id", "projectKeys.projectId")
    .select(columns)
    .where("projects.organizationId", "=", organizationId)
    .orderBy("projectKeys.id")
    .execute();
  return rows.map(toProjectKey);
}

export async function findProjectKey(
  db: Database,
  projectId: number,
  publicKey: string,
): Promise<ProjectKey | undefined> {
  const row = await db
    .selectFrom("projectKeys")
    .select(columns)
    .where("projectId", "=", projectId)
    .where("publicKey", "=", publicKey)
    .executeTakeFirst();
  return row && toProjectKey(row);
}

export async function createProjectKey(
  db: Database,
  key: Pick<ProjectKey, "projectId" | "name" | "rateLimit">,
): Promise<ProjectKey> {
  const row = await db
    .insertInto("projectKeys")
    .values({
      projectId: key.projectId,
      name: key.name,
      publicKey: randomBytes(16).toString("hex"),
      rateLimitWindow: key.rateLimit?.window ?? null,
      rateLimitCount: key.rateLimit?.count ?? null,
      createdAt: Date.now(),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toProjectKey(row);
}

/** What may be changed of a key; what is left out stays, and `rateLimit: undefined` lifts the limit. */
export type ProjectKeyChanges = Partial<Pick<ProjectKey, "name" | "isActive" | "rateLimit">>;

export async function updateProjectKey(
  db: Database,
  key: ProjectKey,
  changes: ProjectKeyChanges,
): Promise<void> {
  const { name, isActive, rateLimit } = { ...key, ...changes };
  await db
    .updateTable("projectKeys")
    .set({
      name,
      isActive: isActive ? 1 : 0,
      rateLimitWindow: rateLimit?.window ?? null,
      rateLimitCount: rateLimit?.count ?? null,
    })
    .where("id", "=", key.id)
    .execute();
}

export async function deleteProjectKey(db: Database, id: number): Promise<void> {
  await db.deleteFrom("projectKeys").where("id", "=", id).execute();
}
