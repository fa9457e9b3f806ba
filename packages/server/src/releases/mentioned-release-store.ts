import type { Database } from "../db/database.ts";
import type { Release } from "./release-store.ts";

/** The release of that version, when the project has it already: what nearly every event names. */
export function findReleaseOfProject(
  db: Database,
  project: { id: number; organizationId: number },
  version: string,
): Promise<Release | undefined> {
  return db
    .selectFrom("releases")
    .innerJoin("releaseProjects", "releaseProjects.releaseId", "releases.id")
    .selectAll("releases")
    .where("releases.organizationId", "=", project.organizationId)
    .where("releases.version", "=", version)
    .where("releaseProjects.projectId", "=", project.id)
    .executeTakeFirst();
}
