import { Skeleton, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./choice-list.module.css";
import { Problem } from "./problem.tsx";

interface ChoiceListProps<Choice> {
  /** What is to be chosen: `Commits`. */
  label: string;
  /** undefined while they are asked for. */
  choices: readonly Choice[] | undefined;
  problem?: string | undefined;
  /** Shown when there is none. */
  empty: string;
  keyOf: (choice: Choice) => string;
  children: (choice: Choice) => ReactNode;
  onChoose: (choice: Choice) => void;
}

/** Things of which one is chosen by a click. */
export function ChoiceList<Choice>(props: ChoiceListProps<Choice>) {
  const { label, choices, problem, empty, keyOf, children, onChoose } = props;
  if (problem !== undefined) return <Problem text={problem} />;
  if (!choices) {
    return (
      <Stack gap="xs" aria-busy="true">
        <Skeleton height="2.5rem" />
        <Skeleton height="2.5rem" />
      </Stack>
    );
  }
  if (choices.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <ul className={classes["list"]} aria-label={label}>
      {choices.map((choice) => (
        <li key={keyOf(choice)}>
          <button type="button" className={classes["choice"]} onClick={() => onChoose(choice)}>
            {children(choice)}
          </button>
        </li>
      ))}
    </ul>
  );
}
