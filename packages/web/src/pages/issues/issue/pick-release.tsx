import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useReleases } from "../../../api/releases.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ChoiceList } from "../../../ui/choice-list.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { useTypedSearch } from "../../../ui/use-typed-search.ts";

interface PickReleaseProps {
  organization: string;
  /** A slug: of its releases. */
  project: string;
  onPick: (version: string) => void;
  onCancel: () => void;
}

/** Asks in which release an issue is resolved. */
export function PickRelease({ organization, project, onPick, onCancel }: PickReleaseProps) {
  const { query, typed, setTyped } = useTypedSearch();
  const { data, error } = useReleases(organization, { query, project });
  return (
    <Modal opened onClose={onCancel} title="Resolve in which release?">
      <Stack>
        <TextInput
          label="A part of the version"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          data-autofocus
        />
        <ChoiceList
          label="Releases"
          choices={data?.rows}
          problem={error ? sentenceOf(error) : undefined}
          empty="The project has no such release."
          keyOf={({ version }) => version}
          onChoose={({ version }) => onPick(version)}
        >
          {({ version, dateReleased, dateCreated }) => (
            <>
              <TextFromOutside text={version} />
              <Text size="sm" c="dimmed" component="div">
                <RelativeTime time={dateReleased ?? dateCreated} />
              </Text>
            </>
          )}
        </ChoiceList>
      </Stack>
    </Modal>
  );
}
