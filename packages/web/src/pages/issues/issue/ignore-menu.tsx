import { Button, Menu } from "@mantine/core";
import type { IssueChange } from "../../../api/issues.ts";

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
    <Button.Group>
      <Button
        variant="default"
        disabled={isDisabled}
        onClick={() => onIgnore({ status: "ignored" })}
      >
        Ignore
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={isDisabled} px="sm" aria-label="Ignore for some time">
            ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {UNTIL.map(({ label, statusDetails }) => (
            <Menu.Item key={label} onClick={() => onIgnore({ status: "ignored", statusDetails })}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
