import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import { matchesText, toLikePattern } from "../db/matches-text.ts";
import type { Schema } from "../db/schema.ts";
import { projectCalled } from "../organizations/former-slug-store.ts";
import type { RangeColumn } from "./search-key.ts";
import type { SearchRange } from "./search-range.ts";
import type { SearchValue } from "./search-value.ts";

/*
 * What a search may check of an issue. Most look for issues by an index of their own and ask whether
 * this is one of them; none is ever null, which could not be turned around.
 */

export type IssueBuilder = ExpressionBuilder<Schema, "issues">;

/** A value without a wildcard is compared by its index. */
export function isText(column: string, value: SearchValue): Expression<SqlBool> {
  const [only] = value;
  return value.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${only}`
    : matchesText(column, value);
}

/** @param isSuch a condition of the issue `own`, which an index answers */
export function isAmong(eb: IssueBuilder, isSuch: Expression<SqlBool>): Expression<SqlBool> {
  return eb("issues.id", "in", (own) =>
    own.selectFrom("issues as own").where(isSuch).select("own.id"),
  );
}

export function isBookmarkedBy(eb: IssueBuilder, userId: number): Expression<SqlBool> {
  return eb("issues.id", "in", (marked) =>
    marked
      .selectFrom("issueMarks")
      .where("userId", "=", userId)
      .where("kind", "=", "bookmark")
      .select("issueId"),
  );
}

/** Titles are kept apart, in lower case: reading all of them is quick, reading all issues is not. */
export function isTitled(eb: IssueBuilder, text: SearchValue): Expression<SqlBool> {
  const pattern = toLikePattern(["", ...text.map((part) => part.toLowerCase()), ""]);
  return eb("issues.id", "in", (titled) =>
    titled
      .selectFrom("issueTitles")
      .where(sql<boolean>`title like ${pattern} escape '\\'`)
      .select("issueId"),
  );
}

/** What may be so of an issue and a release: it has events of it, or was first seen in it. */
export type ReleaseTie = "release" | "firstRelease";

/** @param isSuch a condition of the release */
export function isOfRelease(
  eb: IssueBuilder,
  tie: ReleaseTie,
  { organizationId, isSuch }: { organizationId: number; isSuch: Expression<SqlBool> },
): Expression<SqlBool> {
  const releases = eb
    .selectFrom("releases")
    .where("releases.organizationId", "=", organizationId)
    .where(isSuch)
    .select("releases.id");
  return tie === "release"
    ? eb("issues.id", "in", (events) =>
        events
          .selectFrom("events")
          .where("events.releaseId", "in", releases)
          .select("events.issueId"),
      )
    : isAmong(eb, sql`own.first_release_id in ${releases}`);
}

export function isCalled(
  eb: IssueBuilder,
  organizationId: number,
  { projectSlug, counter }: { projectSlug: string; counter: number },
): Expression<SqlBool> {
  return eb.and([
    eb("issues.number", "=", counter),
    eb("issues.projectId", "=", projectCalled(organizationId, projectSlug)),
  ]);
}

export function isOfProject(
  eb: IssueBuilder,
  organizationId: number,
  slug: SearchValue,
): Expression<SqlBool> {
  return eb("issues.projectId", "in", (projects) =>
    projects
      .selectFrom("projects as named")
      .where("named.organizationId", "=", organizationId)
      .where(isText("named.slug", slug))
      .select("named.id"),
  );
}

/** When issues were last seen is what lists are sorted by: read in that order, no other index is needed. */
export function isWithin(
  eb: IssueBuilder,
  organizationId: number,
  { column, range: { from, below } }: { column: RangeColumn; range: SearchRange },
): Expression<SqlBool> {
  const own = column === "lastSeen" ? "issues" : "own";
  const value = sql.ref(`${own}.${column}`);
  const isSuch = eb.and([
    ...(from === undefined ? [] : [eb(value, ">=", from)]),
    ...(below === undefined ? [] : [eb(value, "<", below)]),
  ]);
  if (own === "issues") return isSuch;
  return isAmong(eb, eb.and([eb(sql.ref("own.organizationId"), "=", organizationId), isSuch]));
}

export function isHandled(eb: IssueBuilder, asked: boolean): Expression<SqlBool> {
  const isUnhandled = hasTag(eb, { key: "handled", value: ["no"] });
  return asked ? eb.not(isUnhandled) : isUnhandled;
}

/** The title of an error begins with its type, and has `: ` behind it if there is more. */
export function isErrorOf(eb: IssueBuilder, type: SearchValue): Expression<SqlBool> {
  const lower = type.map((part) => part.toLowerCase());
  const [last = ""] = lower.slice(-1);
  const patterns = [lower, [...lower.slice(0, -1), `${last}: `, ""]].map(toLikePattern);
  return eb.and([
    eb("issues.type", "=", "error"),
    eb("issues.id", "in", (titled) =>
      titled
        .selectFrom("issueTitles")
        .where((own) =>
          own.or(patterns.map((pattern) => sql<boolean>`title like ${pattern} escape '\\'`)),
        )
        .select("issueId"),
    ),
  ]);
}

/** It has events of any of these environments. */
export function isIn(eb: IssueBuilder, environments: string[]): Expression<SqlBool> {
  return isTagged(eb, "environment", eb(sql.ref("issueTags.value"), "in", environments));
}

export function hasTagKey(eb: IssueBuilder, key: string): Expression<SqlBool> {
  return isTagged(eb, key, sql.lit(true));
}

export function hasTag(
  eb: IssueBuilder,
  { key, value }: { key: string; value: SearchValue },
): Expression<SqlBool> {
  return isTagged(eb, key, isText("issueTags.value", value));
}

function isTagged(eb: IssueBuilder, key: string, isSuch: Expression<SqlBool>): Expression<SqlBool> {
  return eb("issues.id", "in", (tagged) =>
    tagged
      .selectFrom("issueTags")
      .where("issueTags.key", "=", key)
      .where(isSuch)
      .select("issueTags.issueId"),
  );
}
