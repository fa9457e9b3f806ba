import type { ExpressionBuilder } from "kysely";
import type { Database } from "../db/database.ts";
import type { Schema } from "../db/schema.ts";
import { listEnvironments } from "./environment-store.ts";
import { listPlatforms } from "./platform-store.ts";
import { releaseDate } from "../releases/release-store.ts";

/** A project is answered with these; applications that name one for each branch have thousands. */
const MOST_ENVIRONMENTS = 100;

/** What has come to a project so far. */
export interface ProjectSummary {
  /** When it was first reported to, as far as that is still here. */
  firstEventAt: number | null;
  latestVersion: string | null;
  /** The first names; those that are hidden are not among them. `listEnvironments` has all. */
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
  const environments = new Map(
    await Promise.all(ids.map(async (id) => [id, await listNames(db, id)] as const)),
  );
  const platforms = byProject(await listPlatforms(db, ids));
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      { ...row, environments: environments.get(id) ?? [], platforms: platforms.get(id) ?? [] },
    ]),
  );
}

async function listNames(db: Database, projectId: number): Promise<string[]> {
  const page = { from: undefined, backwards: false, limit: MOST_ENVIRONMENTS };
  const shown = await listEnvironments(db, projectId, { visibility: "visible", page });
  return shown.slice(0, MOST_ENVIRONMENTS).map(({ name }) => name);
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

/** Looked for among all releases of the organization, which a project without any need not do. */
function latestVersion(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .case()
    .when(eb.exists(releasesOf(eb)))
    .then(newestRelease(eb))
    .end();
}

/** Goes down the order of releases: to sort all that a project has takes long when it has thousands. */
function newestRelease(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .selectFrom("releases")
    .select("releases.version")
    .whereRef("releases.organizationId", "=", "projects.organizationId")
    .where("releases.status", "=", "open")
    .where((of) =>
      of.exists(releasesOf(of).where("releaseProjects.releaseId", "=", of.ref("releases.id"))),
    )
    .orderBy(releaseDate, "desc")
    .orderBy("releases.id", "desc")
    .limit(1);
}

function releasesOf(eb: ExpressionBuilder<Schema, "projects">) {
  return eb
    .selectFrom("releaseProjects")
    .select("releaseProjects.releaseId")
    .whereRef("releaseProjects.projectId", "=", "projects.id");
}
