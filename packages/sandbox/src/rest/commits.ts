import type { FastifyInstance } from "fastify";
import { countCommits } from "../git/count-commits.ts";
import { listCommits } from "../git/list-commits.ts";
import { readCommit } from "../git/read-commit.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import type { Access } from "../http/access.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryFlag, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { epochDate } from "../wire/dates.ts";
import { toCommit, toCommitWithParents } from "../wire/to-commit.ts";
import { isHash, maximumCommits, rangeOf } from "./commit-range.ts";

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
