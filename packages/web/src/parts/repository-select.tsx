import { Select } from "@mantine/core";
import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { type ReactNode, useState } from "react";
import { useRepositories } from "../api/repositories.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { useTypedSearch } from "../ui/use-typed-search.ts";
import { toRepositoryChoices } from "./to-repository-choices.ts";

interface RepositorySelectProps {
  organization: string;
  /** Those that are known by their commits alone are no choice. */
  isLinkedOnly?: boolean;
  chosenFirst?: { id: string; name: string } | undefined;
  onChoose: (repository: LinkedRepositoryAnswer | undefined) => void;
  error?: ReactNode;
}

/** Chooses one of the repositories, however many there are, by a part of its name. */
export function RepositorySelect(props: RepositorySelectProps) {
  const { organization, isLinkedOnly = false, chosenFirst, onChoose, error } = props;
  const [chosen, setChosen] = useState(
    chosenFirst && { value: chosenFirst.id, label: chosenFirst.name },
  );
  const { query, typed, setTyped } = useTypedSearch(chosen?.label);
  const { data, error: problem } = useRepositories(organization, { query });
  const found = (data?.rows ?? []).filter((one) => !isLinkedOnly || one.integrationId !== null);
  // What is chosen keeps its label: another one would be a search.
  const others = toRepositoryChoices(found).filter(({ value }) => value !== chosen?.value);
  const choices = chosen ? [chosen, ...others] : others;
  return (
    <Select
      label="Repository"
      placeholder="A part of its name"
      data={choices}
      value={chosen?.value ?? null}
      onChange={(id) => {
        setChosen(choices.find(({ value }) => value === id));
        onChoose(found.find((one) => one.id === id));
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
