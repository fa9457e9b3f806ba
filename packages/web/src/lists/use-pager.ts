import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PageLinks } from "../api/parse-links.ts";
import type { PagerProps } from "../ui/pager.tsx";
import { useSearchState } from "./use-search-state.ts";

/**
 * The ways to the pages beside the one that is shown, whose cursor stands in the URL. Back at the first
 * page there is none any more: with it, what comes later would be on a page before.
 * @param query asked with the `cursor` of `useSearchState`
 */
export function usePager({
  data,
  isPlaceholderData,
}: UseQueryResult<{ links: PageLinks }>): PagerProps {
  const [{ cursor }, setSearch] = useSearchState();
  const links = isPlaceholderData ? undefined : data?.links;
  const isBackAtFirst = cursor !== undefined && links && links.previous === undefined;
  useEffect(() => {
    if (isBackAtFirst) setSearch({ cursor: undefined }, { replace: true });
  });
  const to = (there: string | undefined) =>
    there === undefined ? undefined : () => setSearch({ cursor: there });
  return { onPrevious: to(data?.links.previous), onNext: to(data?.links.next) };
}
