import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { IssueSearch } from "../../api/issues.ts";
import { useRefusal } from "../../api/membership.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { BULK_ACTS, type BulkAct, describeSearch, describeSelection } from "./bulk-acts.ts";
import { useBulkAct } from "./use-bulk-act.ts";
import type { Selection } from "./use-selection.ts";

interface BulkActionsProps {
  organization: string;
  /** What `Select all that match` is about. */
  search: IssueSearch;
  selection: Selection;
  /** The search finds more than this page. */
  hasMore: boolean;
}

/** What is selected, how many that is, and what can be made of them. */
export function BulkActions({ organization, search, selection, hasMore }: BulkActionsProps) {
  const [asked, setAsked] = useState<BulkAct>();
  const { act, isPending } = useBulkAct(organization, search, selection);
  const { selected, isPage, isEverything } = selection;
  return (
    <Group role="group" aria-label="Selection" gap="sm" mb="sm" mih="2.25rem">
      <Checkbox
        label="Select all on this page"
        checked={isPage}
        indeterminate={!isPage && selected.size > 0}
        onChange={selection.togglePage}
      />
      <Text size="sm" c="dimmed" role="status">
        {describeSelection(selection)}
      </Text>
      {isPage && hasMore && !isEverything && (
        <Button variant="subtle" size="compact-sm" onClick={selection.selectEverything}>
          Select all that match
        </Button>
      )}
      <BulkButtons
        organization={organization}
        isNoneSelected={selected.size === 0}
        isBusy={isPending}
        onAct={(one) => (isEverything ? setAsked(one) : act(one))}
      />
      <ConfirmDialog
        isOpen={asked !== undefined && isEverything}
        title={`${asked?.label ?? ""} all that match?`}
        action={asked?.label ?? ""}
        isBusy={isPending}
        onConfirm={() => asked && act(asked, () => setAsked(undefined))}
        onCancel={() => setAsked(undefined)}
      >
        <TextFromOutside text={describeSearch(search)} /> are changed, those on other pages too: at
        most 1,000 at once.
      </ConfirmDialog>
    </Group>
  );
}

interface BulkButtonsProps {
  organization: string;
  isNoneSelected: boolean;
  isBusy: boolean;
  onAct: (act: BulkAct) => void;
}

function BulkButtons({ organization, isNoneSelected, isBusy, onAct }: BulkButtonsProps) {
  const refusal = useRefusal(organization, "event:write");
  return (
    <Group gap="xs" ml="auto">
      {BULK_ACTS.map((one) => (
        <RefusableButton
          key={one.status}
          variant="default"
          size="xs"
          loading={isBusy}
          refusal={refusal ?? (isNoneSelected ? "Select issues first." : undefined)}
          onClick={() => onAct(one)}
        >
          {one.label}
        </RefusableButton>
      ))}
    </Group>
  );
}
