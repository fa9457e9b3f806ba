import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useState } from "react";
import { type IssueSearch, useChangeIssues } from "../../api/issues.ts";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { BULK_ACTS, type BulkAct, countInWords } from "./bulk-acts.ts";
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
  const refusal = useRefusal(organization, "event:write");
  const [asked, setAsked] = useState<BulkAct>();
  const { mutate, isPending } = useChangeIssues(organization);
  const { selected, isPage, isEverything } = selection;
  const count = countInWords(selection);
  const act = (one: BulkAct) => {
    const which = isEverything ? { search } : { ids: [...selected] };
    mutate(
      { selection: which, change: { status: one.status } },
      {
        onSuccess: () => {
          toastDone(`${count.done} ${one.done}.`);
          selection.clear();
        },
        onError: (error) => toastProblem(sentenceOf(error)),
        onSettled: () => setAsked(undefined),
      },
    );
  };
  return (
    <Group role="group" aria-label="Selection" gap="sm" mb="sm" mih="2.25rem">
      <Checkbox
        label="Select all on this page"
        checked={isPage}
        indeterminate={!isPage && selected.size > 0}
        onChange={selection.togglePage}
      />
      <Text size="sm" c="dimmed" role="status">
        {count.shown}
      </Text>
      {isPage && hasMore && !isEverything && (
        <Button variant="subtle" size="compact-sm" onClick={selection.selectEverything}>
          Select all that match
        </Button>
      )}
      <Group gap="xs" ml="auto">
        {BULK_ACTS.map((one) => (
          <RefusableButton
            key={one.status}
            variant="default"
            size="xs"
            loading={isPending}
            refusal={refusal ?? (selected.size === 0 ? "Select issues first." : undefined)}
            onClick={() => (isEverything ? setAsked(one) : act(one))}
          >
            {one.label}
          </RefusableButton>
        ))}
      </Group>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`${asked?.label ?? ""} all that match?`}
        action={asked?.label ?? ""}
        isBusy={isPending}
        onConfirm={() => asked && act(asked)}
        onCancel={() => setAsked(undefined)}
      >
        All issues that the search finds are changed, those on other pages too: at most 1,000 at
        once.
      </ConfirmDialog>
    </Group>
  );
}
