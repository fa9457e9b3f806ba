import { Button, Group, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useRef, useState } from "react";
import { type IssueChange, useChangeIssue } from "../../../api/issues.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { SplitButton } from "../../../ui/split-button.tsx";
import { toastProblem } from "../../../ui/toasts.tsx";
import { IgnoreMenu } from "./ignore-menu.tsx";
import { PickCommit } from "./pick-commit.tsx";
import { PickRelease } from "./pick-release.tsx";

interface StatusActionsProps {
  organization: string;
  issue: IssueDetailAnswer;
  /** The button that did it may be gone. */
  onChanged: () => void;
}

/** What can be made of an issue: resolve it in one of Sentry's ways, ignore it, or reopen it. */
export function StatusActions({ organization, issue, onChanged }: StatusActionsProps) {
  const refusal = useRefusal(organization, "event:write");
  const { mutate, isPending } = useChangeIssue(organization, issue.id);
  const change = (body: IssueChange) =>
    mutate(body, {
      onSuccess: onChanged,
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  const isDisabled = refusal !== undefined || isPending;
  const isOpen = issue.status === "unresolved";
  return (
    <Group gap="xs">
      {!isOpen && (
        // Not `disabled` while it is done: the focus would fall out of it.
        <Button
          variant="default"
          aria-disabled={isDisabled || undefined}
          data-disabled={isDisabled || undefined}
          onClick={isDisabled ? undefined : () => change({ status: "unresolved" })}
        >
          Reopen
        </Button>
      )}
      {issue.status !== "resolved" && (
        <ResolveMenu {...{ organization, issue, isDisabled, change }} />
      )}
      {isOpen && <IgnoreMenu isDisabled={isDisabled} onIgnore={change} />}
      {refusal !== undefined && (
        <Text size="sm" c="dimmed">
          {refusal}
        </Text>
      )}
    </Group>
  );
}

interface ResolveMenuProps {
  organization: string;
  issue: IssueDetailAnswer;
  isDisabled: boolean;
  change: (body: IssueChange) => void;
}

function ResolveMenu({ organization, issue, isDisabled, change }: ResolveMenuProps) {
  const [picking, setPicking] = useState<"release" | "commit">();
  const resolve = (statusDetails?: NonNullable<IssueChange["statusDetails"]>) => {
    setPicking(undefined);
    change({ status: "resolved", ...(statusDetails && { statusDetails }) });
  };
  const menu = useRef<HTMLButtonElement>(null);
  const close = () => {
    setPicking(undefined);
    menu.current?.focus();
  };
  return (
    <>
      <SplitButton
        label="Resolve"
        menuLabel="More ways to resolve"
        menuRef={menu}
        isDisabled={isDisabled}
        onClick={() => resolve()}
        items={[
          { label: "In the next release", onClick: () => resolve({ inNextRelease: true }) },
          { label: "In the current release", onClick: () => resolve({ inRelease: "latest" }) },
          { label: "In another release…", onClick: () => setPicking("release") },
          { label: "In a commit…", onClick: () => setPicking("commit") },
        ]}
      />
      {picking === "release" && (
        <PickRelease
          organization={organization}
          project={issue.project.slug}
          onPick={(inRelease) => resolve({ inRelease })}
          onCancel={close}
        />
      )}
      {picking === "commit" && (
        <PickCommit
          organization={organization}
          onPick={(inCommit) => resolve({ inCommit })}
          onCancel={close}
        />
      )}
    </>
  );
}
