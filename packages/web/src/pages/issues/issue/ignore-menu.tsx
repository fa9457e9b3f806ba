import type { IssueChange } from "../../../api/issues.ts";
import { SplitButton } from "../../../ui/split-button.tsx";

const DAY = 24 * 60;

const UNTIL = [
  { label: "For a day", statusDetails: { ignoreDuration: DAY } },
  { label: "For a week", statusDetails: { ignoreDuration: 7 * DAY } },
  { label: "Until 10 more events", statusDetails: { ignoreCount: 10 } },
  { label: "Until 100 more events", statusDetails: { ignoreCount: 100 } },
] as const;

interface IgnoreMenuProps {
  isDisabled: boolean;
  onIgnore: (change: IssueChange) => void;
}

/** Takes an issue from the list of the open ones: for good, or until something comes. */
export function IgnoreMenu({ isDisabled, onIgnore }: IgnoreMenuProps) {
  return (
    <SplitButton
      label="Ignore"
      menuLabel="Ignore for some time"
      variant="default"
      isDisabled={isDisabled}
      onClick={() => onIgnore({ status: "ignored" })}
      items={UNTIL.map(({ label, statusDetails }) => ({
        label,
        onClick: () => onIgnore({ status: "ignored", statusDetails }),
      }))}
    />
  );
}
