import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { findIssue } from "../../issues/issue-list-store.ts";
import type { FoundCheck, FoundCondition } from "../../issues/issue-filter-store.ts";
import { type IssueCheck, type IssueCondition, unknownTerm } from "../../issues/issue-query.ts";
import { isTagKnown } from "../../issues/issue-tag-store.ts";
import { findMember } from "../../organizations/member-store.ts";
import { listProjects } from "../../organizations/project-store.ts";
import { listLatestVersions } from "../../releases/release-store.ts";
import { ApiError } from "../api-error.ts";
import { getUser } from "../authenticate.ts";

/** Where a search is asked, and by whom. */
export interface SearchPlace {
  request: FastifyRequest;
  organizationId: number;
  /** undefined: all of the organization. */
  projectIds: number[] | undefined;
}

/**
 * Looks up the people, releases and tags that a term of a search names.
 * @throws ApiError 400 for a tag that no event has: it is rather a word that is not known
 */
export async function findCondition(
  db: Database,
  place: SearchPlace,
  { anyOf, negated }: IssueCondition,
): Promise<FoundCondition> {
  const found: FoundCheck[] = [];
  for (const check of anyOf) found.push(...(await findChecks(db, place, check)));
  return { anyOf: found, negated };
}

async function findChecks(
  db: Database,
  place: SearchPlace,
  check: IssueCheck,
): Promise<FoundCheck[]> {
  const { organizationId } = place;
  switch (check.kind) {
    case "shortId": {
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
      const versions = isLatest ? await findLatest(db, place) : [check.version];
      return versions.map((version) => ({ kind: check.kind, version }));
    }
    case "tag":
      if (await isTagKnown(db, organizationId, check.key)) return [check];
      throw new ApiError(400, unknownTerm(`${check.key}:${check.value.join("*")}`));
    case "status":
    case "substatus":
    case "isAssigned":
    case "level":
    case "environment":
    case "project":
    case "title":
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

/** As in Sentry, the newest release of each project, and an event of any of them will do. */
async function findLatest(
  db: Database,
  { organizationId, projectIds }: SearchPlace,
): Promise<string[][]> {
  const ids = projectIds ?? (await listProjects(db, organizationId)).map((project) => project.id);
  const versions = new Set<string>();
  for (const id of ids) for (const one of await listLatestVersions(db, id, 1)) versions.add(one);
  return [...versions].map((version) => [version]);
}
