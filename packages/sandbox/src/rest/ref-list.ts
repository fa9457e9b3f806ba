import type { RefOrder } from "../git/list-refs.ts";
import { takeRows } from "../git/take-rows.ts";
import type { FetchRows } from "../http/paging.ts";
import { refDisplayId } from "../wire/to-ref.ts";

/** One administrator's file has a page of 100 refs (reference 3.4). */
export const maximumRefs = 100;

export const refOrders: readonly RefOrder[] = ["ALPHABETICAL", "MODIFICATION"];

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
