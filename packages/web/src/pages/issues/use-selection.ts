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

/** @param ids of the page that is shown; what is on no page any more is not selected */
export function useSelection(ids: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [everythingOf, setEverythingOf] = useState<string>();
  const page = ids.join();
  const selected = new Set(ids.filter((id) => chosen.has(id)));
  const isPage = ids.length > 0 && selected.size === ids.length;
  const choose = (changed: ReadonlySet<string>) => {
    setChosen(changed);
    setEverythingOf(undefined);
  };
  return {
    selected,
    isPage,
    isEverything: isPage && everythingOf === page,
    toggle: (id) => choose(selected.symmetricDifference(new Set([id]))),
    togglePage: () => choose(new Set(isPage ? [] : ids)),
    selectEverything: () => setEverythingOf(page),
    clear: () => choose(new Set()),
  };
}
