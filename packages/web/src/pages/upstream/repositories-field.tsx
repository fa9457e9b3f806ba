import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useRepositories, useRepositoryNames } from "../../api/repositories.ts";
import { usePathParam } from "../../use-path-param.ts";

interface RepositoriesFieldProps {
  /** Their numbers; none: any that is linked. */
  value: string[];
  onChange: (value: string[]) => void;
  error: ReactNode;
  disabled: boolean;
}

/** Chooses among the linked repositories, however many there are, by a part of their names. */
export function RepositoriesField({ value, onChange, error, disabled }: RepositoriesFieldProps) {
  const organization = usePathParam("organization");
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed, 300);
  const { data: found } = useRepositories(organization, { query });
  const chosen = useRepositoryNames(organization, value);
  const names = new Map(found?.rows.map(({ id, name }) => [id, name]));
  for (const [id, name] of chosen) names.set(id, name);
  return (
    <MultiSelect
      label="Built from (optional)"
      description="Say it when several repositories have the same tags. None is any that is linked."
      placeholder={value.length === 0 ? "Any linked repository" : ""}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage="No linked repository is called so."
      error={error}
      disabled={disabled}
    />
  );
}
