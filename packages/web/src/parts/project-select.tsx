import { Select } from "@mantine/core";
import { useProjectPage } from "../api/projects.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { useTypedSearch } from "../ui/use-typed-search.ts";

interface ProjectSelectProps {
  organization: string;
  /** A slug; undefined is all of them. */
  value: string | undefined;
  onChange: (slug: string | undefined) => void;
}

/** Narrows a list to a project, however many there are, by a part of its name or slug. */
export function ProjectSelect({ organization, value, onChange }: ProjectSelectProps) {
  const { query, setTyped } = useTypedSearch(value);
  const { data, error } = useProjectPage(organization, { query });
  const found = data?.rows.map(({ slug }) => slug) ?? [];
  return (
    <Select
      label="Project"
      placeholder="All"
      data={value === undefined || found.includes(value) ? found : [value, ...found]}
      value={value ?? null}
      onChange={(slug) => onChange(slug ?? undefined)}
      onSearchChange={setTyped}
      // The service has searched already, in names too, which are not shown.
      filter={({ options }) => options}
      nothingFoundMessage="No project is called so."
      error={error ? sentenceOf(error) : undefined}
      clearable
      searchable
      style={{ flex: "0 1 12rem" }}
    />
  );
}
