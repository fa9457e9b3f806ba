import { Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { parseCommitSearch } from "../../../api/parse-commit-search.ts";
import { useCommits, useRepositories } from "../../../api/repositories.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ChoiceList } from "../../../ui/choice-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { subjectOf } from "../../../ui/subject-of.ts";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

const TYPING_MS = 300;

interface PickCommitProps {
  organization: string;
  onPick: (commit: { commit: string; repository: string }) => void;
  onCancel: () => void;
}

interface Repository {
  id: string;
  name: string;
}

/** Asks in which commit an issue is resolved: of which repository, and then which. */
export function PickCommit({ organization, onPick, onCancel }: PickCommitProps) {
  const [repository, setRepository] = useState<Repository>();
  return (
    <Modal
      opened
      onClose={onCancel}
      title="Resolve in which commit?"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <RepositorySelect organization={organization} onSelect={setRepository} />
        {repository && (
          <CommitSearch
            key={repository.id}
            organization={organization}
            repository={repository.id}
            onPick={(commit) => onPick({ commit, repository: repository.name })}
          />
        )}
      </Stack>
    </Modal>
  );
}

function RepositorySelect(props: {
  organization: string;
  onSelect: (repository: Repository | undefined) => void;
}) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [query] = useDebouncedValue(typed.trim(), TYPING_MS);
  // What is chosen stands in the field: that is no search.
  const wanted = query === chosen ? "" : query;
  const { data, error } = useRepositories(props.organization, { query: wanted });
  const repositories = data?.rows ?? [];
  return (
    <Select
      label="Repository"
      placeholder="A part of its name"
      data={repositories.map(({ name }) => name)}
      value={chosen}
      onChange={(name) => {
        setChosen(name);
        props.onSelect(repositories.find((repository) => repository.name === name));
      }}
      onSearchChange={setTyped}
      nothingFoundMessage="No linked repository is called so."
      error={error ? sentenceOf(error) : undefined}
      searchable
      data-autofocus
    />
  );
}

interface CommitSearchProps {
  organization: string;
  /** Its number. */
  repository: string;
  onPick: (sha: string) => void;
}

function CommitSearch({ organization, repository, onPick }: CommitSearchProps) {
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), TYPING_MS);
  // Until it is a search the newest are shown.
  const { data, error } = useCommits(organization, repository, { query: parseCommitSearch(query) });
  return (
    <>
      <TextInput
        label="Commit"
        description="At least four digits of its sha, or the e-mail address of its author"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <ChoiceList
        label="Commits"
        choices={data?.rows}
        problem={error ? sentenceOf(error) : undefined}
        empty="No such commit was pushed to this repository."
        keyOf={({ id }) => id}
        onChoose={({ id }) => onPick(id)}
      >
        {({ id, message, author, dateCreated }) => (
          <>
            <TextFromOutside text={subjectOf(message)} lines={1} />
            <Text size="sm" c="dimmed" component="div">
              {id.slice(0, 12)} by <TextFromOutside text={author.name ?? author.email} />,{" "}
              <RelativeTime time={dateCreated} />
            </Text>
          </>
        )}
      </ChoiceList>
    </>
  );
}
