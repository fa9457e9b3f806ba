import type { FastifyRequest } from "fastify";
import { readDefaultBranch } from "../git/default-branch.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import { noSuchCommit } from "../http/bitbucket-error.ts";
import { queryValue } from "../http/query.ts";
import type { Repository } from "../state/entities.ts";

/**
 * The commit that `at` names, the default branch's tip when it is absent; `name` is as it was asked.
 *
 * @throws BitbucketError 404
 */
export async function revisionAt(
  request: FastifyRequest,
  repository: Repository,
  gitDir: string,
): Promise<{ name: string; commit: string }> {
  const name = queryValue(request, "at") ?? (await readDefaultBranch(gitDir));
  const [commit] = await resolveCommits(gitDir, [name]);
  if (!commit) throw noSuchCommit(name, repository.slug);
  return { name, commit };
}
