import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callForPage } from "./client.ts";

/** More than fit on most screens. */
const PER_PAGE = "50";

/**
 * A page of a list. The page before is shown until the next is there, so that nothing jumps.
 * @param key of the list; the query is added
 * @param query filters and `cursor`; what is undefined or empty is left out
 * @param everyMs how often it is asked for again while its tab can be seen; undefined: it is not
 */
export function usePage<Row>(
  key: readonly string[],
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  everyMs?: number,
) {
  return useQuery({
    queryKey: [...key, query],
    queryFn: ({ signal }) =>
      callForPage<Row>(path, { query: { per_page: PER_PAGE, ...query }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs ?? false,
  });
}
