import type { FastifyInstance } from "fastify";
import { streamTags } from "../git/list-refs.ts";
import type { Access } from "../http/access.ts";
import type { Paging } from "../http/paging.ts";
import { queryChoice, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toTag } from "../wire/to-ref.ts";
import { matchingRefs, maximumRefs, refOrders } from "./ref-list.ts";

/** `GET R/tags` and `GET R/tags/{name}`. */
export function registerTags(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get("/tags", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const order = queryChoice(request, "orderBy", refOrders) ?? "ALPHABETICAL";
    const tags = matchingRefs(() => streamTags(gitDir, order), queryValue(request, "filterText"));
    return paging.page(
      request,
      async (skip, count) => (await tags(skip, count)).map(toTag),
      maximumRefs,
    );
  });

  // A tag's name may have slashes.
  app.get<{ Params: { "*": string } }>("/tags/*", async (request, reply) => {
    const { repository } = access.repository(request, "REPO_READ");
    const id = `refs/tags/${request.params["*"]}`;
    const tags = streamTags(instance.gitDir(repository.id), "ALPHABETICAL");
    for await (const tag of tags) if (tag.id === id) return toTag(tag);
    // Recorded: an unknown tag is a 404 with no entry in `errors`.
    return reply.status(404).send();
  });
}
