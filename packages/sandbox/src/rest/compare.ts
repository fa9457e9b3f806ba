import type { FastifyInstance, FastifyRequest } from "fastify";
import { readDefaultBranch } from "../git/default-branch.ts";
import { listCommits } from "../git/list-commits.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import type { Access } from "../http/access.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import type { Paging } from "../http/paging.ts";
import { queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import type { Repository } from "../state/entities.ts";
import { epochDate } from "../wire/dates.ts";
import { toCommit } from "../wire/to-commit.ts";
import { changesPage } from "./changes.ts";
import { maximumCommits } from "./commit-range.ts";

/** `GET R/compare/commits` and `GET R/compare/changes`: what `from` has and `to` has not. */
export function registerCompare(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get("/compare/commits", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const { from, to } = await sidesOf(request, repository, gitDir);
    return paging.page(
      request,
      async (skip, count) =>
        (await listCommits(gitDir, { until: [from], since: to }, skip, count)).map((commit) =>
          toCommit(commit, instance, epochDate),
        ),
      maximumCommits,
    );
  });

  app.get("/compare/changes", async (request) => {
    const located = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(located.repository.id);
    const { from, to } = await sidesOf(request, located.repository, gitDir);
    const comparison = { kind: "since-merge-base", from, to } as const;
    return changesPage(request, instance, paging, located, comparison, from);
  });
}

/** The hashes of both sides; an absent side is the default branch. @throws BitbucketError 404 */
async function sidesOf(
  request: FastifyRequest,
  repository: Repository,
  gitDir: string,
): Promise<{ from: string; to: string }> {
  const fallback = await readDefaultBranch(gitDir);
  const names = [queryValue(request, "from") ?? fallback, queryValue(request, "to") ?? fallback];
  const [from, to] = await resolveCommits(gitDir, names);
  if (!from) throw noSuchCommit(names[0] ?? "", repository.slug);
  if (!to) throw noSuchCommit(names[1] ?? "", repository.slug);
  return { from, to };
}
