import { Button, List, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { useRef } from "react";
import { hasStatus } from "../../../api/api-error.ts";
import { type IntegrationKey, useRepositoryAct } from "../../../api/linked-repositories.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { isWebUrl } from "../../../ui/is-web-url.ts";
import { toastDone, toastProblem } from "../../../ui/toasts.tsx";

/** Not behind the page, where nobody looks who goes from landmark to landmark. */
const IN_PAGE = { target: "#content" };

interface RepositoryMenuProps {
  of: IntegrationKey;
  repository: LinkedRepositoryAnswer;
  refusal: string | undefined;
}

/** What can be done with a linked repository. */
export function RepositoryMenu({ of, repository, refusal }: RepositoryMenuProps) {
  const { id, name, url } = repository;
  const actions = useRef<HTMLButtonElement>(null);
  // The item of the menu that has opened the dialog is there no more.
  const [isAsking, { open, close }] = useDisclosure(false, {
    onClose: () => actions.current?.focus(),
  });
  const reconcile = useRepositoryAct(of, "reconcile");
  const testHook = useRepositoryAct(of, "test-hook");
  const rotate = useRepositoryAct(of, "rotate-secret");
  const isBusy = reconcile.isPending || testHook.isPending || rotate.isPending;
  const isDisabled = refusal !== undefined;
  const compare = () =>
    reconcile.mutate(id, {
      onSuccess: () => toastDone(`${name} is being compared with Bitbucket.`),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  const test = () =>
    testHook.mutate(id, {
      onSuccess: ({ hook }) => {
        const reached = hook?.state === "alive" || hook?.state === "reachable";
        if (reached) toastDone(`Bitbucket reaches us with the webhook of ${name}.`);
        else toastProblem(hook?.detail ?? `The webhook of ${name} does not work.`);
      },
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  const rotateSecret = () =>
    rotate.mutate(id, {
      onSuccess: () => toastDone(`The webhook of ${name} has another secret.`),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false} portalProps={IN_PAGE}>
        <Menu.Target>
          <Button
            ref={actions}
            variant="default"
            size="compact-sm"
            loading={isBusy}
            aria-label={`Actions for ${name}`}
          >
            Actions
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isDisabled && <Menu.Label maw="16rem">{refusal}</Menu.Label>}
          {isWebUrl(url) && (
            <Menu.Item component="a" href={url} target="_blank" rel="noreferrer">
              Open in Bitbucket
            </Menu.Item>
          )}
          <Menu.Item onClick={compare} disabled={isDisabled}>
            Reconcile now
          </Menu.Item>
          <Menu.Item onClick={test} disabled={isDisabled}>
            Test the webhook
          </Menu.Item>
          <Menu.Item onClick={rotateSecret} disabled={isDisabled}>
            Rotate the secret
          </Menu.Item>
          <Menu.Item onClick={open} disabled={isDisabled}>
            Unlink …
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UnlinkDialog of={of} repository={repository} isOpen={isAsking} onClose={close} />
    </>
  );
}

interface UnlinkDialogProps extends Omit<RepositoryMenuProps, "refusal"> {
  isOpen: boolean;
  onClose: () => void;
}

function UnlinkDialog({ of, repository: { id, name }, isOpen, onClose }: UnlinkDialogProps) {
  const first = useRepositoryAct(of, "unlink");
  const anyway = useRepositoryAct(of, "unlink-anyway");
  // Of what Bitbucket refuses there is a second try, which leaves the webhook; what may pass is waited for.
  const isRefused = hasStatus(first.error, 400);
  const unlink = isRefused ? anyway : first;
  const problem = anyway.error ?? first.error;
  const confirm = () =>
    unlink.mutate(id, {
      onSuccess: () => {
        onClose();
        toastDone(`${name} is unlinked.`);
      },
    });
  const cancel = () => {
    first.reset();
    anyway.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={`Unlink ${name}?`}
      action={isRefused ? "Unlink anyway" : "Unlink"}
      isBusy={unlink.isPending}
      problem={problem ? sentenceOf(problem) : undefined}
      onConfirm={confirm}
      onCancel={cancel}
    >
      <Text mb="xs">These will be lost:</Text>
      <List spacing={4}>
        <List.Item>its webhook in Bitbucket, so that no push of it comes here any more</List.Item>
        <List.Item>all commits that were recorded of it, with their changed files</List.Item>
        <List.Item>its deliveries, with what each of them brought</List.Item>
        <List.Item>what these commits say in issues and releases</List.Item>
      </List>
      <Text mt="xs">
        Issues that are resolved stay so. In Bitbucket nothing else changes, and it can be linked
        again.
      </Text>
      {isRefused && (
        <Text mt="xs" fw={600}>
          Unlink anyway: its webhook stays in Bitbucket, delete it there.
        </Text>
      )}
    </ConfirmDialog>
  );
}
