import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import { releaseDate } from "./release-store.ts";

/**
 * Numbers of the newest open releases, one of each project; of two projects it may be the same one.
 * @param projectIds undefined: all of the organization
 */
export async function listLatestReleases(
  db: Database,
  organizationId: number,
  projectIds: number[] | undefined,
): Promise<number[]> {
  let query = db.selectFrom("projects").where("projects.organizationId", "=", organizationId);
  if (projectIds) query = query.where("projects.id", "in", projectIds);
  const rows = await query.select((eb) => latestOf(eb).as("releaseId")).execute();
  return [...new Set(rows.flatMap(({ releaseId }) => releaseId ?? []))];
}

function latestOf(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .selectFrom("releaseProjects")
    .innerJoin("releases", "releases.id", "releaseProjects.releaseId")
    .select("releases.id")
    .whereRef("releaseProjects.projectId", "=", "projects.id")
    .where("releases.status", "=", "open")
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc")
    .limit(1);
}
