import type { FastifyInstance } from "fastify";
import { resolveCommits } from "../git/resolve-commits.ts";
import { type PatchRange, streamPatch } from "../git/stream-patch.ts";
import type { Access } from "../http/access.ts";
import { invalidArgument, noSuchCommit } from "../http/bitbucket-error.ts";
import { queryFlag, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";

/**
 * `GET R/patch`: one commit, a range, or with `allAncestors` everything up to `until`. That the product's
 * answer is `git format-patch` is likely and not confirmed (reference 5.1).
 */
export function registerPatch(app: FastifyInstance, instance: Instance, access: Access): void {
  app.get("/patch", { config: { producesAnything: true } }, async (request, reply) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const untilName = queryValue(request, "until");
    if (untilName === undefined) throw invalidArgument("until", "until was not supplied");
    const wantsAll = queryFlag(request, "allAncestors");
    const sinceName = wantsAll ? undefined : queryValue(request, "since");
    const names = sinceName === undefined ? [untilName] : [untilName, sinceName];
    const [until, since] = await resolveCommits(gitDir, names);
    if (!until) throw noSuchCommit(untilName, repository.slug);
    if (sinceName !== undefined && !since) throw noSuchCommit(sinceName, repository.slug);
    const patch = streamPatch(gitDir, rangeOf(until, since, wantsAll));
    return reply.type("text/plain;charset=UTF-8").send(patch);
  });
}

function rangeOf(until: string, since: string | undefined, wantsAll: boolean): PatchRange {
  if (wantsAll) return { kind: "ancestors", until };
  return since ? { kind: "between", since, until } : { kind: "commit", commit: until };
}
