import type { FastifyInstance } from "fastify";
import { readDefaultBranch } from "../git/default-branch.ts";
import { type RefOrder, streamBranches } from "../git/list-refs.ts";
import { takeRows } from "../git/take-rows.ts";
import type { Access } from "../http/access.ts";
import type { FetchRows, Paging } from "../http/paging.ts";
import { queryChoice, queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { refDisplayId, toBranch } from "../wire/to-ref.ts";

/** One administrator's file has a page of 100 refs (reference 3.4). */
export const maximumRefs = 100;

export const refOrders: readonly RefOrder[] = ["ALPHABETICAL", "MODIFICATION"];

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

/** Rows of a stream of refs whose short name contains `filterText`, in any case. */
export function matchingRefs<Ref extends { id: string }>(
  openStream: () => AsyncIterable<Ref>,
  filterText = "",
): FetchRows<Ref> {
  const wanted = filterText.toLowerCase();
  async function* matching() {
    for await (const ref of openStream()) {
      if (refDisplayId(ref.id).toLowerCase().includes(wanted)) yield ref;
    }
  }
  return (skip, count) => takeRows(matching(), skip, count);
}
