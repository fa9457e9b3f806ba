import { sql } from "kysely";
import { toRowId } from "../db/row-id.ts";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import { projectCalled } from "../organizations/former-slug-store.ts";
import { type IssueFilter, whereIssue } from "./issue-filter-store.ts";
import type { Issue } from "./issue-store.ts";
import { parseShortId } from "./short-id.ts";

/** An issue with the project it belongs to and the user it is assigned to. */
export interface IssueOfProject extends Issue {
  projectSlug: string;
  projectName: string;
  projectPlatform: string | null;
  assigneeEmail: string | null;
  assigneeName: string | null;
  /** Its events that nothing handled; null: there are none. */
  timesUnhandled: number | null;
}

/** By number or short id, in any case, also one from before its project was renamed. */
export function findIssue(
  db: Database,
  organizationId: number,
  idOrShortId: string,
): Promise<IssueOfProject | undefined> {
  const query = selectIssues(db, organizationId);
  if (/^\d{1,15}$/.test(idOrShortId)) {
    return query.where("issues.id", "=", toRowId(idOrShortId)).executeTakeFirst();
  }
  const shortId = parseShortId(idOrShortId);
  if (!shortId) return Promise.resolve(undefined);
  return query
    .where("issues.projectId", "=", projectCalled(organizationId, shortId.projectSlug))
    .where("issues.number", "=", shortId.counter)
    .executeTakeFirst();
}

/**
 * How lists of issues can be sorted, each downwards: by when they were last or first seen, how often,
 * or by how many users.
 */
export type IssueSort = "lastSeen" | "firstSeen" | "timesSeen" | "usersSeen";

/** A page as `readPage` gives it. */
export function listIssues(
  db: Database,
  organizationId: number,
  { filter, sort, page }: { filter: IssueFilter; sort: IssueSort; page: Page },
): Promise<IssueOfProject[]> {
  const query = whereIssue(selectIssues(db, organizationId), organizationId, filter);
  const [key, id] = [sql.ref(`issues.${sort}`), sql.ref("issues.id")];
  return readPage(query, { key, id, direction: "desc" }, page);
}

/**
 * The issues that are resolved in a release, or were and came back, last seen first; a page as `readPage`
 * gives it. As in Sentry, also those that its commits name, whatever they were resolved in since.
 * @param projectId only of this project
 */
export function listIssuesResolvedIn(
  db: Database,
  organizationId: number,
  { releaseId, projectId, page }: { releaseId: number; projectId: number | undefined; page: Page },
): Promise<IssueOfProject[]> {
  let query = selectIssues(db, organizationId)
    .where((eb) =>
      eb.or([eb("issues.status", "=", "resolved"), eb("issues.substatus", "=", "regressed")]),
    )
    .where("issues.id", "in", (eb) =>
      eb
        .selectFrom("resolutions")
        .select("resolutions.issueId")
        .where("resolutions.releaseId", "=", releaseId)
        .where("resolutions.type", "=", "in_release")
        .union(namedByRelease(db, releaseId)),
    );
  if (projectId !== undefined) query = query.where("issues.projectId", "=", projectId);
  const [key, id] = [sql.ref("issues.lastSeen"), sql.ref("issues.id")];
  return readPage(query, { key, id, direction: "desc" }, page);
}

/** The issues of its own projects that the commits of a release name: a release resolves no others. */
function namedByRelease(db: Database, releaseId: number) {
  return db
    .selectFrom("releaseCommits")
    .innerJoin("commitReferences", "commitReferences.commitId", "releaseCommits.commitId")
    .innerJoin("issues as named", "named.id", "commitReferences.issueId")
    .innerJoin("releaseProjects", (join) =>
      join
        .onRef("releaseProjects.releaseId", "=", "releaseCommits.releaseId")
        .onRef("releaseProjects.projectId", "=", "named.projectId"),
    )
    .where("releaseCommits.releaseId", "=", releaseId)
    .select("commitReferences.issueId");
}

function selectIssues(db: Database, organizationId: number) {
  return db
    .selectFrom("issues")
    .innerJoin("projects", "projects.id", "issues.projectId")
    .leftJoin("users", "users.id", "issues.assigneeId")
    .where("issues.organizationId", "=", organizationId)
    .selectAll("issues")
    .select([
      "projects.slug as projectSlug",
      "projects.name as projectName",
      "projects.platform as projectPlatform",
      "users.email as assigneeEmail",
      "users.name as assigneeName",
    ])
    .select((eb) =>
      eb
        .selectFrom("issueTags")
        .whereRef("issueTags.issueId", "=", "issues.id")
        .where("issueTags.key", "=", "handled")
        .where("issueTags.value", "=", "no")
        .select("issueTags.timesSeen")
        .as("timesUnhandled"),
    );
}
