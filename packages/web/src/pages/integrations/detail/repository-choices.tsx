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
  /** Identifiers, also of those that another search has found. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** What the search finds in Bitbucket, to be chosen one by one or all at once. */
export function RepositoryChoices({ of, search, chosen, onChange }: RepositoryChoicesProps) {
  const { data, error, refetch, isPlaceholderData } = useRepositoryChoices(of, search);
  if (error && !data) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  const { repos, truncated } = data;
  const shown = repos.slice(0, MOST_SHOWN);
  const isCut = truncated || repos.length > MOST_SHOWN;
  const choose = (identifiers: readonly string[], isChosen: boolean) => {
    const those = new Set(identifiers);
    onChange(isChosen ? chosen.union(those) : chosen.difference(those));
  };
  return (
    <>
      <AllShown shown={shown} chosen={chosen} onChoose={choose} />
      <fieldset className={classes["choices"]} aria-busy={isPlaceholderData}>
        <legend className="visually-hidden">Repositories in Bitbucket</legend>
        {shown.length === 0 && <Text c="dimmed">{describeNone(search)}</Text>}
        {shown.map((choice) => (
          <ChoiceBox
            key={choice.externalId}
            choice={choice}
            isChosen={chosen.has(choice.identifier)}
            onChoose={choose}
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

type Choose = (identifiers: readonly string[], isChosen: boolean) => void;

function AllShown(props: {
  shown: readonly Choice[];
  chosen: ReadonlySet<string>;
  onChoose: Choose;
}) {
  const { shown, chosen, onChoose } = props;
  const free = shown.filter(({ linkedThrough }) => linkedThrough === null);
  const identifiers = free.map(({ identifier }) => identifier);
  if (identifiers.length < 2) return null;
  const chosenHere = identifiers.filter((identifier) => chosen.has(identifier)).length;
  return (
    <Checkbox
      label={`All ${identifiers.length} that are shown`}
      checked={chosenHere === identifiers.length}
      indeterminate={chosenHere > 0 && chosenHere < identifiers.length}
      onChange={({ currentTarget }) => onChoose(identifiers, currentTarget.checked)}
    />
  );
}

function ChoiceBox(props: { choice: Choice; isChosen: boolean; onChoose: Choose }) {
  const { choice, isChosen, onChoose } = props;
  const { identifier, name, linkedThrough } = choice;
  return (
    <Checkbox
      checked={isChosen}
      onChange={({ currentTarget }) => onChoose([identifier], currentTarget.checked)}
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
