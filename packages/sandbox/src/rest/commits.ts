import type { FastifyInstance, FastifyRequest } from "fastify";
import { countCommits } from "../git/count-commits.ts";
import { readDefaultBranch } from "../git/default-branch.ts";
import { type CommitRange, listCommits } from "../git/list-commits.ts";
import { readCommit } from "../git/read-commit.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import type { Access } from "../http/access.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryChoice, queryFlag, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import type { Repository } from "../state/entities.ts";
import { epochDate } from "../wire/dates.ts";
import { toCommit, toCommitWithParents } from "../wire/to-commit.ts";

/** `page.max.commits`: a page never holds more, whatever `limit` asks for. */
export const maximumCommits = 100;

/** `GET R/commits` and `GET R/commits/{id}`. */
export function registerCommits(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get("/commits", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const range = await rangeOf(request, repository, gitDir);
    if (!range) return paging.page(request, rowsOf([]), maximumCommits);
    const page = await paging.page(
      request,
      async (skip, count) =>
        (await listCommits(gitDir, range, skip, count)).map((commit) =>
          toCommit(commit, instance, epochDate),
        ),
      maximumCommits,
    );
    if (!queryFlag(request, "withCounts")) return page;
    return { ...page, ...(await countCommits(gitDir, range)) };
  });

  app.get<{ Params: { commitId: string } }>("/commits/:commitId", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const { commitId } = request.params;
    const gitDir = instance.gitDir(repository.id);
    const path = queryValue(request, "path");
    const hash = path ? await newestTouching(gitDir, commitId, path) : commitId;
    const found = hash && isHash(hash) ? await readCommit(gitDir, hash) : undefined;
    if (!found) throw noSuchCommit(commitId, repository.slug);
    return toCommitWithParents(found, instance, epochDate);
  });
}

/** Commits are addressed by full or abbreviated hash only: ref names are refused since 2.11. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{4,40}$/i.test(text);
}

async function newestTouching(
  gitDir: string,
  commitId: string,
  path: string,
): Promise<string | undefined> {
  const [until] = isHash(commitId) ? await resolveCommits(gitDir, [commitId]) : [];
  if (!until) return undefined;
  const [commit] = await listCommits(gitDir, { until: [until], path }, 0, 1);
  return commit?.id;
}

/**
 * The range that `since` and `until` name; `until` is the default branch when absent. Undefined when there
 * is nothing to list: an empty repository, or a missing end that `ignoreMissing` excuses.
 *
 * @throws BitbucketError 404 for a ref or hash that is not there
 */
async function rangeOf(
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
