import { useNavigate, useSearch } from "@tanstack/react-router";

export type Search = Readonly<Record<string, string | undefined>>;

interface ChangeOptions {
  /** In place of the address that was, which going back does not lead to. @default false */
  replace?: boolean;
  /** Begins at the top of the page. @default of another cursor */
  resetScroll?: boolean;
}

type ChangeSearch = (change: Search, options?: ChangeOptions) => void;

/**
 * What a page is about beside its address: filter, tab, cursor. It stands in the search of the URL,
 * so that going back works and a link says it all.
 * @returns what is there, and a function that changes some of it: undefined takes it away. A change
 *   of anything but the cursor begins at the first page again.
 */
export function useSearchState(): [Search, ChangeSearch] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change: ChangeSearch = (changed, options) => {
    void navigate({
      to: ".",
      search: { ...search, cursor: undefined, ...changed },
      resetScroll: changed["cursor"] !== undefined,
      ...options,
    });
  };
  return [search, change];
}
