import { useNavigate, useSearch } from "@tanstack/react-router";

export type Search = Readonly<Record<string, string | undefined>>;

/**
 * What a page is about beside its address: filter, tab, cursor. It stands in the search of the URL,
 * so that going back works and a link says it all.
 * @returns what is there, and a function that changes some of it: undefined takes it away. A change
 *   of anything but the cursor begins at the first page again.
 */
export function useSearchState(): [Search, (change: Search) => void] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changed: Search) => {
    void navigate({ to: ".", search: { ...search, cursor: undefined, ...changed } });
  };
  return [search, change];
}
