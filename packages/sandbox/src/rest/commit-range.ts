import type { FastifyRequest } from "fastify";
import { readDefaultBranch } from "../git/default-branch.ts";
import type { CommitRange } from "../git/list-commits.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import { queryChoice, queryFlag, queryValue } from "../http/query.ts";
import type { Repository } from "../state/entities.ts";

/** `page.max.commits`: a page never holds more, whatever `limit` asks for. */
export const maximumCommits = 100;

/** Commits are addressed by full or abbreviated hash only: ref names are refused since 2.11. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{4,40}$/i.test(text);
}

/**
 * The range that `since` and `until` name; `until` is the default branch when absent. Undefined when there
 * is nothing to list: an empty repository, or a missing end that `ignoreMissing` excuses.
 *
 * @throws BitbucketError 404 for a ref or hash that is not there
 */
export async function rangeOf(
  request: FastifyRequest,
  repository: Repository,
  gitDir: string,
): Promise<CommitRange | undefined> {
  const asked = queryValue(request, "until");
  const since = queryValue(request, "since");
  const untilName = asked ?? (await readDefaultBranch(gitDir));
  const names = since === undefined ? [untilName] : [untilName, since];
  const [until, sinceHash] = await resolveCommits(gitDir, names);
  const isExcused = queryFlag(request, "ignoreMissing");
  if (!until && asked !== undefined && !isExcused) throw noSuchCommit(untilName, repository.slug);
  if (since !== undefined && !sinceHash && !isExcused) throw noSuchCommit(since, repository.slug);
  if (!until) return undefined;
  return {
    until: [until],
    since: sinceHash,
    path: queryValue(request, "path"),
    merges: queryChoice(request, "merges", ["exclude", "include", "only"]),
    followRenames: queryFlag(request, "followRenames"),
  };
}
