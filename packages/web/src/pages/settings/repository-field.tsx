import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useRepositories } from "../../api/repositories.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { branchOf } from "../../ui/branch-of.ts";
import { usePathParam } from "../../use-path-param.ts";

const TYPING_MS = 300;

interface Choice {
  id: string;
  name: string;
  defaultBranch?: string | null | undefined;
}

interface RepositoryFieldProps {
  chosenFirst: Choice | undefined;
  onChoose: (repository: Choice | undefined) => void;
  error: ReactNode;
}

/** Chooses one of the linked repositories, however many there are, by a part of its name. */
export function RepositoryField({ chosenFirst, onChoose, error }: RepositoryFieldProps) {
  const organization = usePathParam("organization");
  const [chosen, setChosen] = useState(chosenFirst);
  const [typed, setTyped] = useState(chosenFirst?.name ?? "");
  const [query] = useDebouncedValue(typed.trim(), TYPING_MS);
  // What is chosen stands in the field: that is no search.
  const wanted = query === chosen?.name ? "" : query;
  const { data, error: problem } = useRepositories(organization, { query: wanted });
  // One that is known by its commits alone has no files to lead to.
  const found: Choice[] = (data?.rows ?? [])
    .filter(({ integrationId }) => integrationId !== null)
    .map(({ id, name, reconcile }) => ({
      id,
      name,
      defaultBranch: reconcile?.defaultBranch && branchOf(reconcile.defaultBranch),
    }));
  const isThere = found.some(({ id }) => id === chosen?.id);
  const choices = chosen && !isThere ? [chosen, ...found] : found;
  return (
    <Select
      label="Repository"
      placeholder="A part of its name"
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen?.id ?? null}
      onChange={(id) => {
        const choice = choices.find((one) => one.id === id);
        setChosen(choice);
        onChoose(choice);
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage="No linked repository is called so."
      error={problem ? sentenceOf(problem) : error}
      searchable
      required
      data-autofocus
    />
  );
}
