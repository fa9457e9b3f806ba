import {
  Button,
  Checkbox,
  CloseButton,
  Group,
  Paper,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import {
  type Choice,
  type IntegrationKey,
  useRepositoryChoices,
} from "../../../api/linked-repositories.ts";
import { useLinkRepositories } from "../../../api/links.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { toastProblem } from "../../../ui/toasts.tsx";
import classes from "./link-panel.module.css";

const TYPING_MS = 250;
/** More nobody reads; who wants another one types. */
const MOST_SHOWN = 100;

interface LinkPanelProps {
  of: IntegrationKey;
  /** From the address. */
  search: string;
  refusal: string | undefined;
  onSearch: (text: string) => void;
  /** Absent where there is nothing else to look at. */
  onClose: (() => void) | undefined;
}

/** Searches what Bitbucket has, and links what is chosen, from several searches if need be. */
export function LinkPanel({ of, search, refusal, onSearch, onClose }: LinkPanelProps) {
  const [text, setText] = useState(search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const later = useDebouncedCallback(onSearch, TYPING_MS);
  const { mutate, isPending } = useLinkRepositories(of);
  const link = () =>
    mutate([...chosen], {
      onSuccess: () => setChosen(new Set()),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  const toggle = (identifier: string) => {
    const changed = new Set(chosen);
    if (!changed.delete(identifier)) changed.add(identifier);
    setChosen(changed);
  };
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="link-title">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="link-title">
          Link repositories
        </Title>
        {onClose && <CloseButton onClick={onClose} aria-label="Close the search" />}
      </Group>
      <Stack gap="sm">
        <TextInput
          type="search"
          label="Search Bitbucket"
          description="By name, project, or KEY/slug. Those that you may link are those that the integration administers."
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            later(value);
          }}
        />
        <Choices of={of} search={search} chosen={chosen} onToggle={toggle} />
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group>
          <Button
            onClick={link}
            loading={isPending}
            disabled={chosen.size === 0 || refusal !== undefined}
          >
            {chosen.size > 1 ? `Link ${chosen.size} repositories` : "Link the repository"}
          </Button>
          {chosen.size === 0 ? (
            <Text c="dimmed">Choose one or more.</Text>
          ) : (
            <Button variant="subtle" onClick={() => setChosen(new Set())}>
              Choose none
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

interface ChoicesProps {
  of: IntegrationKey;
  search: string;
  chosen: ReadonlySet<string>;
  onToggle: (identifier: string) => void;
}

function Choices({ of, search, chosen, onToggle }: ChoicesProps) {
  const { data, error, refetch, isPlaceholderData } = useRepositoryChoices(of, search);
  if (error && !data) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  const { repos, truncated } = data;
  const shown = repos.slice(0, MOST_SHOWN);
  const isCut = truncated || repos.length > MOST_SHOWN;
  return (
    <>
      <fieldset className={classes["choices"]} aria-busy={isPlaceholderData}>
        <legend className="visually-hidden">Repositories in Bitbucket</legend>
        {shown.length === 0 && <Text c="dimmed">{describeNone(search)}</Text>}
        {shown.map((choice) => (
          <ChoiceBox
            key={choice.externalId}
            choice={choice}
            isChosen={chosen.has(choice.identifier)}
            onToggle={onToggle}
          />
        ))}
      </fieldset>
      <Text size="sm" c="dimmed" role="status">
        {isCut
          ? `The first ${shown.length}. Type more of a name to find the others.`
          : `${shown.length} found.`}
      </Text>
    </>
  );
}

function ChoiceBox(props: { choice: Choice; isChosen: boolean; onToggle: (id: string) => void }) {
  const { choice, isChosen, onToggle } = props;
  const { identifier, name, linkedThrough } = choice;
  return (
    <Checkbox
      checked={isChosen}
      onChange={() => onToggle(identifier)}
      disabled={linkedThrough !== null}
      label={<TextFromOutside text={identifier} />}
      description={linkedThrough === null ? name : `${name}, linked by ${linkedThrough}`}
    />
  );
}

function describeNone(search: string): string {
  return search === ""
    ? "Bitbucket has no repository that the integration administers and that is not linked."
    : "Bitbucket has no such repository that the integration administers and that is not linked.";
}
