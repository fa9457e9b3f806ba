import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useSearchState } from "./use-search-state.ts";

export interface Tab {
  /** In the address. */
  value: string;
  label: string;
  content: ReactNode;
}

/**
 * Parts of a page of which one is shown; which one stands in the URL as `tab`, the first where there
 * is none. What else stands there is of that part, and goes with it.
 */
export function SearchTabs({ label, tabs }: { label: string; tabs: readonly [Tab, ...Tab[]] }) {
  const [search, setSearch] = useSearchState();
  const shown = tabs.find(({ value }) => value === search["tab"]) ?? tabs[0];
  const open = (tab: string | null) => {
    const nothing = Object.keys(search).map((name) => [name, undefined] as const);
    setSearch({ ...Object.fromEntries(nothing), tab: tab ?? undefined });
  };
  return (
    <Tabs value={shown.value} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={label} mb="lg">
        {tabs.map(({ value, label: name }) => (
          <Tabs.Tab key={value} value={value}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
