import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { parseCommitSearch } from "../../../api/parse-commit-search.ts";
import { useCommits } from "../../../api/repositories.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { RepositorySelect } from "../../../parts/repository-select.tsx";
import { ChoiceList } from "../../../ui/choice-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { subjectOf } from "../../../ui/subject-of.ts";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { useTypedSearch } from "../../../ui/use-typed-search.ts";

interface PickCommitProps {
  organization: string;
  /** The repository is given by number. */
  onPick: (commit: { commit: string; repository: number }) => void;
  onCancel: () => void;
}

/** Asks in which commit an issue is resolved: of which repository, and then which. */
export function PickCommit({ organization, onPick, onCancel }: PickCommitProps) {
  const [repository, setRepository] = useState<string>();
  return (
    <Modal opened onClose={onCancel} title="Resolve in which commit?" size="lg">
      <Stack>
        <RepositorySelect organization={organization} onChoose={(one) => setRepository(one?.id)} />
        {repository !== undefined && (
          <CommitSearch
            key={repository}
            organization={organization}
            repository={repository}
            onPick={(commit) => onPick({ commit, repository: Number(repository) })}
          />
        )}
      </Stack>
    </Modal>
  );
}

interface CommitSearchProps {
  organization: string;
  /** Its number. */
  repository: string;
  onPick: (sha: string) => void;
}

function CommitSearch({ organization, repository, onPick }: CommitSearchProps) {
  const { query, typed, setTyped } = useTypedSearch();
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
