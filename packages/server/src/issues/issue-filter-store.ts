import {
  type Expression,
  type ExpressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from "kysely";
import { containsText } from "../db/contains-text.ts";
import type { Schema } from "../db/schema.ts";
import type { IssueCondition } from "./issue-query.ts";

/** What issues are narrowed to. */
export interface IssueFilter {
  /** Only of these projects. */
  projectIds?: number[] | undefined;
  /** Only these. */
  ids?: number[] | undefined;
  /** All of them hold. */
  conditions: FoundCondition[];
}

/** A condition of a search whose people were looked up; or of the request beside its search. */
export type FoundCondition =
  | Exclude<IssueCondition, { kind: "assigned" }>
  /** The issue has events of any of them. */
  | { kind: "environments"; names: string[]; negated: boolean }
  | { kind: "assignee"; userId: number | null; negated: boolean };

type Builder = ExpressionBuilder<Schema, "issues">;

/** Narrows a query of issues. */
export function whereIssue<Table extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Table | "issues", Row>,
  organizationId: number,
  { projectIds, ids, conditions }: IssueFilter,
): SelectQueryBuilder<Schema, Table | "issues", Row> {
  return query.where((eb) => {
    const issues = eb as unknown as Builder;
    const [onlyProject] = projectIds ?? [];
    return issues.and([
      ...(projectIds?.length === 1 && onlyProject !== undefined
        ? [issues("issues.projectId", "=", onlyProject)]
        : []),
      ...(projectIds && projectIds.length !== 1
        ? [issues("issues.projectId", "in", projectIds)]
        : []),
      ...(ids ? [issues("issues.id", "in", ids)] : []),
      ...conditions.map((condition) => {
        const holds = holdsFor(issues, organizationId, condition);
        return condition.negated ? issues.not(holds) : holds;
      }),
    ]);
  });
}

function holdsFor(
  eb: Builder,
  organizationId: number,
  condition: FoundCondition,
): Expression<SqlBool> {
  switch (condition.kind) {
    case "status":
      return eb("issues.status", "=", condition.status);
    case "assignee":
      return condition.userId === null
        ? eb("issues.assigneeId", "is", null)
        : isAssignedTo(eb, condition.userId);
    case "level":
      return eb("issues.level", "=", condition.name);
    case "text":
      return containsText("issues.title", condition.text);
    case "shortId":
      return isCalled(eb, organizationId, condition.shortId);
    case "environment":
      return hasEventIn(eb, [condition.name]);
    case "environments":
      return hasEventIn(eb, condition.names);
    case "release":
      return eb("issues.id", "in", (events) =>
        events
          .selectFrom("events")
          .innerJoin("releases", "releases.id", "events.releaseId")
          .where("releases.organizationId", "=", organizationId)
          .where("releases.version", "=", condition.version)
          .select("events.issueId"),
      );
    case "firstRelease":
      return beganIn(eb, organizationId, condition.version);
  }
}

/*
 * These look for the issues by an index of their own and ask whether this is one of them. So they
 * are never null, which could not be turned around.
 */
function isAssignedTo(eb: Builder, userId: number): Expression<SqlBool> {
  return eb("issues.id", "in", (assigned) =>
    assigned.selectFrom("issues as own").where("own.assigneeId", "=", userId).select("own.id"),
  );
}

function beganIn(eb: Builder, organizationId: number, version: string): Expression<SqlBool> {
  return eb("issues.id", "in", (begun) =>
    begun
      .selectFrom("issues as begun")
      .innerJoin("releases", "releases.id", "begun.firstReleaseId")
      .where("releases.organizationId", "=", organizationId)
      .where("releases.version", "=", version)
      .select("begun.id"),
  );
}

function isCalled(
  eb: Builder,
  organizationId: number,
  { projectSlug, counter }: { projectSlug: string; counter: number },
): Expression<SqlBool> {
  return eb.and([
    eb("issues.number", "=", counter),
    eb("issues.projectId", "in", (projects) =>
      projects
        .selectFrom("projects as named")
        .where("named.organizationId", "=", organizationId)
        .where("named.slug", "=", projectSlug)
        .select("named.id"),
    ),
  ]);
}

function hasEventIn(eb: Builder, environments: string[]): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom("events")
      .whereRef("events.issueId", "=", "issues.id")
      .where("events.environment", "in", environments)
      .select("events.id"),
  );
}
