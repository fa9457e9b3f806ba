import { Button, Group, Menu, Text } from "@mantine/core";
import type { IssueDetailAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useState } from "react";
import { type IssueChange, useChangeIssue } from "../../../api/issues.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastProblem } from "../../../ui/toasts.tsx";
import { IgnoreMenu } from "./ignore-menu.tsx";
import { PickCommit } from "./pick-commit.tsx";
import { PickRelease } from "./pick-release.tsx";

/** What can be made of an issue: resolve it in one of Sentry's ways, ignore it, or reopen it. */
export function StatusActions(props: { organization: string; issue: IssueDetailAnswer }) {
  const { organization, issue } = props;
  const refusal = useRefusal(organization, "event:write");
  const { mutate, isPending } = useChangeIssue(organization, issue.id);
  const change = (body: IssueChange) =>
    mutate(body, { onError: (error) => toastProblem(sentenceOf(error)) });
  const isDisabled = refusal !== undefined || isPending;
  const isOpen = issue.status === "unresolved";
  return (
    <Group gap="xs">
      {!isOpen && (
        <Button
          variant="default"
          disabled={isDisabled}
          onClick={() => change({ status: "unresolved" })}
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
  const close = () => setPicking(undefined);
  return (
    <>
      <Button.Group>
        <Button disabled={isDisabled} onClick={() => resolve()}>
          Resolve
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button disabled={isDisabled} px="sm" aria-label="More ways to resolve">
              ▾
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => resolve({ inNextRelease: true })}>
              In the next release
            </Menu.Item>
            <Menu.Item onClick={() => resolve({ inRelease: "latest" })}>
              In the current release
            </Menu.Item>
            <Menu.Item onClick={() => setPicking("release")}>In another release…</Menu.Item>
            <Menu.Item onClick={() => setPicking("commit")}>In a commit…</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
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
