import type { Database } from "../db/database.ts";

/** The projects of a release, by slug. */
export function listReleaseProjects(
  db: Database,
  releaseId: number,
): Promise<{ id: number; slug: string }[]> {
  return db
    .selectFrom("releaseProjects")
    .innerJoin("projects", "projects.id", "releaseProjects.projectId")
    .select(["projects.id", "projects.slug"])
    .where("releaseProjects.releaseId", "=", releaseId)
    .orderBy("projects.slug")
    .execute();
}
