import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import { listPlatforms } from "./platform-store.ts";
import { releaseDate } from "../releases/release-store.ts";

/** What has come to a project so far. */
export interface ProjectSummary {
  /** When it was first reported to, as far as that is still here. */
  firstEventAt: number | null;
  latestVersion: string | null;
  /** Their names; those that are hidden are not among them. */
  environments: string[];
  /** What its events are written in. */
  platforms: string[];
}

/** By the number of the project, for all that are asked for. */
export async function summarizeProjects(
  db: Database,
  ids: number[],
): Promise<Map<number, ProjectSummary>> {
  const rows = await db
    .selectFrom("projects")
    .select((eb) => [
      "projects.id",
      firstSeen(eb).as("firstEventAt"),
      latestVersion(eb).as("latestVersion"),
    ])
    .where("projects.id", "in", ids)
    .execute();
  const shown = await db
    .selectFrom("environments")
    .select(["projectId", "name"])
    .where("projectId", "in", ids)
    .where("isHidden", "=", 0)
    .orderBy("name")
    .execute();
  const environments = byProject(shown);
  const platforms = byProject(await listPlatforms(db, ids));
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      { ...row, environments: environments.get(id) ?? [], platforms: platforms.get(id) ?? [] },
    ]),
  );
}

function byProject(rows: { projectId: number; name: string }[]): Map<number, string[]> {
  const groups = Map.groupBy(rows, ({ projectId }) => projectId);
  return new Map([...groups].map(([id, group]) => [id, group.map(({ name }) => name)]));
}

function firstSeen(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .selectFrom("issues")
    .select("issues.firstSeen")
    .whereRef("issues.projectId", "=", "projects.id")
    .orderBy("issues.firstSeen")
    .limit(1);
}

function latestVersion(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .selectFrom("releaseProjects")
    .innerJoin("releases", "releases.id", "releaseProjects.releaseId")
    .select("releases.version")
    .whereRef("releaseProjects.projectId", "=", "projects.id")
    .where("releases.status", "=", "open")
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc")
    .limit(1);
}
