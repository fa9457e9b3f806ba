import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Comparison, listChanges } from "../git/list-changes.ts";
import { resolveCommits } from "../git/resolve-commits.ts";
import type { Access, Located } from "../http/access.ts";
import { invalidArgument, noSuchCommit } from "../http/bitbucket-error.ts";
import type { Paging } from "../http/paging.ts";
import { queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toChange } from "../wire/to-change.ts";
import { isHash } from "./commit-range.ts";

/** `page.max.changes`: what comes after is never shown, on no page. */
const maximumChanges = 1000;

/** `GET R/commits/{id}/changes` and `GET R/changes?until=`. */
export function registerChanges(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get<{ Params: { commitId: string } }>("/commits/:commitId/changes", async (request) => {
    const located = access.repository(request, "REPO_READ");
    const { commitId } = request.params;
    if (!isHash(commitId)) throw noSuchCommit(commitId, located.repository.slug);
    return changesUntil(request, instance, paging, located, commitId);
  });

  app.get("/changes", async (request) => {
    const located = access.repository(request, "REPO_READ");
    const until = queryValue(request, "until");
    if (until === undefined) throw invalidArgument("until", "until was not supplied");
    return changesUntil(request, instance, paging, located, until);
  });
}

async function changesUntil(
  request: FastifyRequest,
  instance: Instance,
  paging: Paging,
  located: Located,
  untilName: string,
) {
  const { repository } = located;
  const sinceName = queryValue(request, "since");
  const names = sinceName === undefined ? [untilName] : [untilName, sinceName];
  const [until, since] = await resolveCommits(instance.gitDir(repository.id), names);
  if (!until) throw noSuchCommit(untilName, repository.slug);
  if (sinceName !== undefined && !since) throw noSuchCommit(sinceName, repository.slug);
  const comparison: Comparison = since
    ? { kind: "between", since, until }
    : { kind: "commit", commit: until };
  const page = await changesPage(request, instance, paging, located, comparison, until);
  return { fromHash: since ?? null, toHash: until, properties: {}, ...page };
}

/** A page of changes of a comparison, cut off for good after `maximumChanges`. */
export async function changesPage(
  request: FastifyRequest,
  { gitDir, links }: Instance,
  paging: Paging,
  { repository, project }: Located,
  comparison: Comparison,
  linkedCommit: string,
) {
  const address = { key: project.key, slug: repository.slug };
  return paging.page(
    request,
    async (skip, count) => {
      const shown = Math.min(count, maximumChanges - skip);
      const changes = await listChanges(gitDir(repository.id), comparison, skip, shown);
      return changes.map((change) =>
        toChange(change, links.change(address, linkedCommit, change.path)),
      );
    },
    maximumChanges,
  );
}
