import { sql } from "kysely";
import { containsText } from "../db/contains-text.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { IssueStatus } from "../db/schema.ts";
import type { Issue } from "./issue-store.ts";
import { parseShortId, type ShortId } from "./short-id.ts";

/** An issue with the project it belongs to. */
export interface IssueOfProject extends Issue {
  projectSlug: string;
  projectName: string;
  projectPlatform: string | null;
}

/** By number or short id, in any case. */
export function findIssue(
  db: Database,
  organizationId: number,
  idOrShortId: string,
): Promise<IssueOfProject | undefined> {
  const query = selectIssues(db, organizationId);
  if (/^\d{1,15}$/.test(idOrShortId)) {
    return query.where("issues.id", "=", Number(idOrShortId)).executeTakeFirst();
  }
  const shortId = parseShortId(idOrShortId);
  if (!shortId) return Promise.resolve(undefined);
  return query
    .where("projects.slug", "=", shortId.projectSlug)
    .where("issues.number", "=", shortId.counter)
    .executeTakeFirst();
}

/** What a list of issues is narrowed to. */
export interface IssueFilter {
  projectId?: number | undefined;
  status?: IssueStatus | undefined;
  /** Version of a release that has events of the issue. */
  release?: string | undefined;
  shortId?: ShortId | undefined;
  /** A part of the title, in any case. */
  text?: string | undefined;
  page: Page;
}

/** Seen last first; a page as `readPage` gives it. */
export function listIssues(
  db: Database,
  organizationId: number,
  filter: IssueFilter,
): Promise<IssueOfProject[]> {
  const { projectId, status, release, shortId, text } = filter;
  let query = selectIssues(db, organizationId);
  if (projectId !== undefined) query = query.where("issues.projectId", "=", projectId);
  if (status !== undefined) query = query.where("issues.status", "=", status);
  if (shortId) {
    query = query
      .where("projects.slug", "=", shortId.projectSlug)
      .where("issues.number", "=", shortId.counter);
  }
  if (text) query = query.where(containsText("issues.title", text));
  if (release !== undefined) {
    query = query.where("issues.id", "in", (eb) =>
      eb
        .selectFrom("events")
        .innerJoin("releases", "releases.id", "events.releaseId")
        .where("releases.organizationId", "=", organizationId)
        .where("releases.version", "=", release)
        .select("events.issueId"),
    );
  }
  const [key, id] = [sql.ref("issues.lastSeen"), sql.ref("issues.id")];
  return readPage(query, { key, id, direction: "desc" }, filter.page);
}

function selectIssues(db: Database, organizationId: number) {
  return db
    .selectFrom("issues")
    .innerJoin("projects", "projects.id", "issues.projectId")
    .where("projects.organizationId", "=", organizationId)
    .selectAll("issues")
    .select([
      "projects.slug as projectSlug",
      "projects.name as projectName",
      "projects.platform as projectPlatform",
    ]);
}
