import { type ExpressionBuilder, expressionBuilder, sql } from "kysely";
import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { Schema } from "../db/schema.ts";
import { type Release, releaseDate } from "./release-store.ts";

export interface ReleaseFilter {
  status: Release["status"];
  /** Releases of any of these; undefined: of all. */
  projectIds?: number[] | undefined;
  /** Releases that were deployed to, or heard of from, any of these. */
  environments?: string[] | undefined;
  /** A part of the version, in any case. */
  query?: string | undefined;
  page: Page;
}

/** Newest first; a page as `readPage` gives it. */
export function listReleases(
  db: Database,
  organizationId: number,
  { status, projectIds, environments, query, page }: ReleaseFilter,
): Promise<Release[]> {
  let rows = db
    .selectFrom("releases")
    .selectAll("releases")
    .where("organizationId", "=", organizationId)
    .where("status", "=", status);
  if (projectIds) rows = rows.where(isOfProjects(projectIds));
  if (environments) rows = rows.where(wasIn(environments));
  if (query) rows = rows.where(containsText("releases.version", query));
  const key = releaseDate(expressionBuilder<Schema, "releases">());
  return readPage(rows, { key, id: sql.ref("releases.id"), direction: "desc" }, page);
}

function isOfProjects(projectIds: number[]) {
  return (eb: ExpressionBuilder<Schema, "releases">) =>
    eb(
      "releases.id",
      "in",
      eb
        .selectFrom("releaseProjects")
        .select("releaseProjects.releaseId")
        .where("releaseProjects.projectId", "in", projectIds),
    );
}

function wasIn(environments: string[]) {
  return (eb: ExpressionBuilder<Schema, "releases">) =>
    eb.or(
      (["deploys", "events"] as const).map((table) =>
        eb.exists(
          eb
            .selectFrom(table)
            .select(`${table}.id`)
            .whereRef(`${table}.releaseId`, "=", "releases.id")
            .where(`${table}.environment`, "in", environments),
        ),
      ),
    );
}

/** Those that there are, in any order. */
export async function listReleasesByVersion(
  db: Database,
  organizationId: number,
  versions: string[],
): Promise<Release[]> {
  if (versions.length === 0) return [];
  return db
    .selectFrom("releases")
    .selectAll()
    .where("organizationId", "=", organizationId)
    .where("version", "in", versions)
    .execute();
}
