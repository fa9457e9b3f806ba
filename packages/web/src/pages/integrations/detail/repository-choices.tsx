import { Checkbox, Skeleton, Text } from "@mantine/core";
import {
  type Choice,
  type IntegrationKey,
  useRepositoryChoices,
} from "../../../api/linked-repositories.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import classes from "./repository-choices.module.css";

/** More nobody reads; who wants another one types. */
const MOST_SHOWN = 100;

interface RepositoryChoicesProps {
  of: IntegrationKey;
  search: string;
  chosen: ReadonlySet<string>;
  onToggle: (identifier: string) => void;
}

/** What a search finds in Bitbucket, to be linked; what is linked elsewhere says where. */
export function RepositoryChoices({ of, search, chosen, onToggle }: RepositoryChoicesProps) {
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
