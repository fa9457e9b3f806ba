import type { FastifyInstance } from "fastify";
import { readDefaultBranch } from "../git/default-branch.ts";
import { streamBranches } from "../git/list-refs.ts";
import type { Access } from "../http/access.ts";
import type { Paging } from "../http/paging.ts";
import { queryChoice, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toBranch } from "../wire/to-ref.ts";
import { matchingRefs, maximumRefs, refOrders } from "./ref-list.ts";

/** `GET R/branches`. */
export function registerBranches(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get("/branches", async (request) => {
    const { repository } = access.repository(request, "REPO_READ");
    const gitDir = instance.gitDir(repository.id);
    const order = queryChoice(request, "orderBy", refOrders) ?? "ALPHABETICAL";
    const defaultBranch = await readDefaultBranch(gitDir);
    const branches = matchingRefs(
      () => streamBranches(gitDir, order),
      queryValue(request, "filterText"),
    );
    return paging.page(
      request,
      async (skip, count) =>
        (await branches(skip, count)).map((branch) => toBranch(branch, defaultBranch)),
      maximumRefs,
    );
  });
}
