import type { Database } from "../db/database.ts";
import type { Project } from "./project-store.ts";

/** A DSN's key, and the project that may be reported to with it. */
export interface ReportingKey {
  id: number;
  project: Project;
  /** At most `count` events in `window` seconds, if somebody said so. */
  rateLimit: { window: number; count: number } | undefined;
}

export async function findReportingKey(
  db: Database,
  projectId: number,
  publicKey: string,
): Promise<ReportingKey | undefined> {
  const row = await db
    .selectFrom("projectKeys")
    .innerJoin("projects", "projects.id", "projectKeys.projectId")
    .select([
      "projectKeys.id as keyId",
      "projectKeys.rateLimitWindow",
      "projectKeys.rateLimitCount",
      "projects.id",
      "projects.organizationId",
      "projects.slug",
      "projects.name",
      "projects.platform",
      "projects.createdAt",
    ])
    .where("projectKeys.publicKey", "=", publicKey)
    .where("projectKeys.projectId", "=", projectId)
    .where("projectKeys.isActive", "=", 1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { keyId, rateLimitWindow: window, rateLimitCount: count, ...project } = row;
  const rateLimit = window && count ? { window, count } : undefined;
  return { id: keyId, project, rateLimit };
}
