import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from "kysely";
import type { Schema } from "../db/schema.ts";
import {
  hasTag,
  hasTagKey,
  isAmong,
  isBookmarkedBy,
  isCalled,
  isErrorOf,
  isHandled,
  isIn,
  isOfProject,
  isOfRelease,
  type IssueBuilder,
  isText,
  isTitled,
  isWithin,
  type ReleaseTie,
} from "./issue-check-store.ts";
import type { IssueCheck } from "./search-key.ts";

/** What issues are narrowed to. */
export interface IssueFilter {
  /** Only of these projects. */
  projectIds?: number[] | undefined;
  /** Only these. */
  ids?: number[] | undefined;
  /** All of them hold. */
  conditions: FoundCondition[];
}

/** A condition of a search, or of the request beside it. */
export interface FoundCondition {
  anyOf: FoundCheck[];
  negated: boolean;
}

/** What a search checks, its people and its latest releases looked up. */
export type FoundCheck =
  | Exclude<IssueCheck, { kind: "assigned" | "bookmarked" }>
  /** The issue has events of any of them. */
  | { kind: "environments"; names: string[] }
  | { kind: "assignee"; userId: number | null }
  | { kind: "bookmarkedBy"; userId: number }
  | { kind: "latestRelease"; tie: ReleaseTie; releaseIds: number[] };

/** Narrows a query of issues. */
export function whereIssue<Table extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Table | "issues", Row>,
  organizationId: number,
  { projectIds, ids, conditions }: IssueFilter,
): SelectQueryBuilder<Schema, Table | "issues", Row> {
  return query.where((eb) => {
    const issues = eb as unknown as IssueBuilder;
    const [onlyProject] = projectIds ?? [];
    return issues.and([
      ...(projectIds?.length === 1 && onlyProject !== undefined
        ? [issues("issues.projectId", "=", onlyProject)]
        : []),
      ...(projectIds && projectIds.length !== 1
        ? [issues("issues.projectId", "in", projectIds)]
        : []),
      ...(ids ? [issues("issues.id", "in", ids)] : []),
      ...conditions.map(({ anyOf, negated }) => {
        const holds = issues.or(anyOf.map((check) => holdsFor(issues, organizationId, check)));
        return negated ? issues.not(holds) : holds;
      }),
    ]);
  });
}

/** Never null, which could not be turned around. */
function holdsFor(
  eb: IssueBuilder,
  organizationId: number,
  check: FoundCheck,
): Expression<SqlBool> {
  switch (check.kind) {
    case "status":
      return eb("issues.status", "=", check.status);
    case "substatus":
      return isAmong(eb, sql`own.substatus = ${check.substatus}`);
    case "isAssigned":
      return isAmong(eb, sql`own.assignee_id is not null`);
    case "assignee":
      return check.userId === null
        ? eb("issues.assigneeId", "is", null)
        : isAmong(eb, sql`own.assignee_id = ${check.userId}`);
    case "bookmarkedBy":
      return isBookmarkedBy(eb, check.userId);
    case "level":
      return isAmong(eb, isText("own.level", check.name));
    case "title":
      return isTitled(eb, check.text);
    case "shortId":
      return isCalled(eb, organizationId, check.shortId);
    case "project":
      return isOfProject(eb, organizationId, check.name);
    case "environment":
      return hasTag(eb, { key: "environment", value: check.name });
    case "environments":
      return isIn(eb, check.names);
    case "release":
    case "firstRelease":
      return isOfRelease(eb, check.kind, {
        organizationId,
        isSuch: isText("releases.version", check.version),
      });
    case "latestRelease":
      return isOfRelease(eb, check.tie, {
        organizationId,
        isSuch: eb(sql.ref("releases.id"), "in", check.releaseIds),
      });
    case "range":
      return isWithin(eb, organizationId, check);
    case "handled":
      return isHandled(eb, check.isHandled);
    case "errorType":
      return isErrorOf(eb, check.name);
    case "eventType":
      return isAmong(eb, isText("own.type", check.name));
    case "has":
      return hasTagKey(eb, check.key);
    case "tag":
      return hasTag(eb, check);
  }
}
