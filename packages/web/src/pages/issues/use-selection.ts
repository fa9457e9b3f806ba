import { useState } from "react";

/** Which rows of a page are selected, or all that its search finds. */
export interface Selection {
  /** Of the page that is shown. */
  selected: ReadonlySet<string>;
  /** All of the page are. */
  isPage: boolean;
  /** Those of other pages are, too. */
  isEverything: boolean;
  toggle: (id: string) => void;
  togglePage: () => void;
  selectEverything: () => void;
  clear: () => void;
}

interface Kept {
  search: string;
  chosen: ReadonlySet<string>;
  isEverything: boolean;
}

const nothingOf = (search: string): Kept => ({ search, chosen: new Set(), isEverything: false });

/**
 * @param ids of the page that is shown; what is on no page any more is not selected
 * @param search what the page is of, as text: another one begins with nothing selected
 */
export function useSelection(ids: readonly string[], search: string): Selection {
  const [kept, setKept] = useState(nothingOf(search));
  // Who goes back has nothing selected either: what they chose there is out of sight and of mind.
  if (kept.search !== search) setKept(nothingOf(search));
  const { chosen, isEverything } = kept.search === search ? kept : nothingOf(search);
  const selected = new Set(isEverything ? ids : ids.filter((id) => chosen.has(id)));
  const isPage = ids.length > 0 && selected.size === ids.length;
  const choose = (changed: ReadonlySet<string>) =>
    setKept({ ...nothingOf(search), chosen: changed });
  return {
    selected,
    isPage,
    isEverything: isPage && isEverything,
    toggle: (id) => choose(selected.symmetricDifference(new Set([id]))),
    togglePage: () => choose(new Set(isPage ? [] : ids)),
    selectEverything: () => setKept({ ...nothingOf(search), isEverything: true }),
    clear: () => setKept(nothingOf(search)),
  };
}
