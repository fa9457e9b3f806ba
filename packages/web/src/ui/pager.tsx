import { Group } from "@mantine/core";
import { PageButton } from "./page-button.tsx";

export interface PagerProps {
  /** undefined on the first page. */
  onPrevious: (() => void) | undefined;
  /** undefined on the last one. */
  onNext: (() => void) | undefined;
}

/** To the pages before and after; there is none to a number, for nobody counts a million rows. */
export function Pager({ onPrevious, onNext }: PagerProps) {
  if (!onPrevious && !onNext) return null;
  return (
    <Group component="nav" aria-label="Pages" justify="flex-end" gap="xs" mt="md">
      <PageButton onClick={onPrevious}>Previous</PageButton>
      <PageButton onClick={onNext}>Next</PageButton>
    </Group>
  );
}
