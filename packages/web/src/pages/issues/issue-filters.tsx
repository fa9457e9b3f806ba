import { Anchor, Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { IssueSearch } from "../../api/issues.ts";
import type { Search } from "../../lists/use-search-state.ts";
import { ProjectSelect } from "../../parts/project-select.tsx";
import { SEARCH_HELP, SearchHelp } from "./search-help.tsx";
import { DEFAULT_QUERY } from "./use-issue-search.ts";

const QUERIES = [
  { label: "Unresolved", query: DEFAULT_QUERY },
  { label: "Regressed", query: "is:regressed" },
  { label: "Mine", query: "is:unresolved assigned:me" },
  { label: "Resolved", query: "is:resolved" },
  { label: "Ignored", query: "is:ignored" },
  { label: "All", query: "" },
] as const;

const SORTS = [
  { value: "date", label: "Last seen" },
  { value: "new", label: "First seen" },
  { value: "freq", label: "Events" },
  { value: "user", label: "Users" },
];

interface IssueFiltersProps {
  organization: string;
  search: IssueSearch;
  onChange: (change: Search) => void;
}

/** Search, project and order of the list. The service is asked when the search is sent: half a term is none. */
export function IssueFilters({ organization, search, onChange }: IssueFiltersProps) {
  return (
    <>
      <Group role="search" align="flex-end" gap="sm" mb="xs">
        <SearchField query={search.query} onSearch={(query) => onChange({ query })} />
        <ProjectSelect
          organization={organization}
          value={search.project}
          onChange={(project) => onChange({ project })}
        />
        <Select
          label="Sort by"
          data={SORTS}
          value={search.sort ?? "date"}
          onChange={(sort) => onChange({ sort: sort === "date" ? undefined : (sort ?? undefined) })}
          allowDeselect={false}
          style={{ flex: "0 1 9rem" }}
        />
      </Group>
      <QueryLinks query={search.query} onChange={onChange} />
    </>
  );
}

interface QueryLinksProps extends Pick<IssueFiltersProps, "onChange"> {
  /** The one that is shown. */
  query: string;
}

/** The searches that are asked most. */
function QueryLinks({ query, onChange }: QueryLinksProps) {
  return (
    <Group gap="md" mb="md">
      {QUERIES.map(({ label, query: one }) => (
        <Anchor
          key={label}
          component="button"
          type="button"
          size="sm"
          fw={one === query ? 600 : undefined}
          aria-pressed={one === query}
          onClick={() => onChange({ query: one === DEFAULT_QUERY ? undefined : one })}
        >
          {label}
        </Anchor>
      ))}
      <SearchHelp>
        {(open) => (
          <Anchor component="button" type="button" size="sm" ml="auto" onClick={open}>
            {SEARCH_HELP}
          </Anchor>
        )}
      </SearchHelp>
    </Group>
  );
}

function SearchField({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const [typed, setTyped] = useState({ text: query, of: query });
  // Somebody went back, or chose one of ours.
  if (typed.of !== query) setTyped({ text: query, of: query });
  return (
    <form
      style={{ flex: "1 1 20rem" }}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.text.trim());
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="search"
          label="Search"
          placeholder="All issues"
          value={typed.text}
          onChange={({ currentTarget: { value: text } }) => setTyped({ text, of: query })}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default">
          Search
        </Button>
      </Group>
    </form>
  );
}
