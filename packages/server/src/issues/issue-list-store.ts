import { type ExpressionBuilder, expressionBuilder, sql } from "kysely";
import type { Database } from "../db/database.ts";
import { type Page, readPage } from "../db/page.ts";
import type { Schema } from "../db/schema.ts";
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
  /** Its users; null: its events name none. */
  usersSeen: number | null;
  /** Its events that nothing handled; null: there are none. */
  timesUnhandled: number | null;
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
  const key = sort === "usersSeen" ? countUsers() : sql.ref(`issues.${sort}`);
  return readPage(query, { key, id: sql.ref("issues.id"), direction: "desc" }, page);
}

/** An expression: the users of the issue, 0 when its events name none. */
function countUsers() {
  const eb = expressionBuilder<Schema, "issues">();
  return eb.fn.coalesce(selectUsersSeen(eb), sql<number>`0`);
}

function selectUsersSeen(eb: ExpressionBuilder<Schema, "issues">) {
  return eb
    .selectFrom("issueTagKeys")
    .whereRef("issueTagKeys.issueId", "=", "issues.id")
    .where("issueTagKeys.key", "=", "user")
    .select("issueTagKeys.valuesSeen");
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
    .select((eb) => [
      selectUsersSeen(eb).as("usersSeen"),
      eb
        .selectFrom("issueTags")
        .whereRef("issueTags.issueId", "=", "issues.id")
        .where("issueTags.key", "=", "handled")
        .where("issueTags.value", "=", "no")
        .select("issueTags.timesSeen")
        .as("timesUnhandled"),
    ]);
}
