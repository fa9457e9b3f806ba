import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import type { FoundCheck, FoundCondition } from "../../issues/issue-filter-store.ts";
import type { IssueCondition } from "../../issues/issue-query.ts";
import type { IssueCheck } from "../../issues/search-key.ts";
import { findMember } from "../../organizations/member-store.ts";
import { listLatestReleases } from "../../releases/latest-release-store.ts";
import { ApiError } from "../api-error.ts";
import { getUser } from "../authenticate.ts";

/** Where a search is asked, and by whom. */
export interface SearchPlace {
  request: FastifyRequest;
  organizationId: number;
  /** undefined: all of the organization. */
  projectIds: number[] | undefined;
}

interface Lookup extends SearchPlace {
  /** Numbers of the latest releases: as in Sentry, one of each project, and any of them will do. */
  findLatest: () => Promise<number[]>;
}

/** Fewer than a database takes in one statement. */
const MOST_LATEST = 20_000;

/**
 * Looks up the people, issues and releases that the terms of a search name.
 * @throws ApiError 400 when there are too many latest releases
 */
export async function findConditions(
  db: Database,
  place: SearchPlace,
  conditions: IssueCondition[],
): Promise<FoundCondition[]> {
  const { organizationId, projectIds } = place;
  let latest: Promise<number[]> | undefined;
  const findLatest = () => (latest ??= listLatestReleases(db, organizationId, projectIds));
  const found: FoundCondition[] = [];
  for (const { anyOf, negated } of conditions) {
    const checks: FoundCheck[] = [];
    for (const check of anyOf) {
      checks.push(...(await findChecks(db, { ...place, findLatest }, check)));
    }
    found.push({ anyOf: checks, negated });
  }
  if (countLatest(found) > MOST_LATEST) throw new ApiError(400, TOO_MANY_LATEST);
  return found;
}

const TOO_MANY_LATEST =
  "The search asks for too many releases. Say release:latest in fewer of its terms, or search fewer projects.";

function countLatest(conditions: FoundCondition[]): number {
  const checks = conditions.flatMap(({ anyOf }) => anyOf);
  return checks
    .map((check) => (check.kind === "latestRelease" ? check.releaseIds.length : 0))
    .reduce((sum, count) => sum + count, 0);
}

async function findChecks(db: Database, place: Lookup, check: IssueCheck): Promise<FoundCheck[]> {
  const { organizationId } = place;
  switch (check.kind) {
    case "shortId": {
      if (check.text === undefined) return [check];
      // UTF-8 looks like a short id too.
      const issue = await findIssue(db, organizationId, check.text);
      return [issue ? check : { kind: "title", text: [check.text] }];
    }
    case "assigned":
      if (check.to === "none") return [{ kind: "assignee", userId: null }];
      return [{ kind: "assignee", userId: await findUser(db, place, check.to) }];
    case "bookmarked":
      return [{ kind: "bookmarkedBy", userId: await findUser(db, place, check.by) }];
    case "release":
    case "firstRelease": {
      const isLatest = check.version.length === 1 && check.version[0] === "latest";
      if (!isLatest) return [{ kind: check.kind, version: check.version }];
      const releaseIds = await place.findLatest();
      if (releaseIds.length === 0) return [];
      return [{ kind: "latestRelease", tie: check.kind, releaseIds }];
    }
    case "tag":
    case "status":
    case "substatus":
    case "isAssigned":
    case "level":
    case "environment":
    case "project":
    case "title":
    case "range":
    case "handled":
    case "errorType":
    case "eventType":
    case "has":
      return [check];
  }
}

/** No user has this number. */
const NOBODY_KNOWN = -1;

async function findUser(
  db: Database,
  { request, organizationId }: SearchPlace,
  who: string,
): Promise<number> {
  if (who === "me") return getUser(request).userId;
  return (await findMember(db, organizationId, who))?.userId ?? NOBODY_KNOWN;
}
