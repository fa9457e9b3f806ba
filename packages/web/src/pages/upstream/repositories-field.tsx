import { MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useRepositories, useRepositoriesById } from "../../api/repositories.ts";
import { toRepositoryChoices } from "../../parts/to-repository-choices.ts";
import { useTypedSearch } from "../../ui/use-typed-search.ts";
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
  const { query, typed, setTyped } = useTypedSearch();
  const { data: found } = useRepositories(organization, { query });
  const chosen = useRepositoriesById(organization, value);
  const repositories = new Map([...(found?.rows ?? []), ...chosen].map((one) => [one.id, one]));
  return (
    <MultiSelect
      label="Built from (optional)"
      description="Say it when several repositories have the same tags. None is any that is linked."
      placeholder={value.length === 0 ? "Any linked repository" : ""}
      data={toRepositoryChoices([...repositories.values()])}
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
