import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Problem } from "./problem.tsx";

export interface ConfirmDialogProps {
  isOpen: boolean;
  /** A question: `Unlink SHOP/web?` */
  title: string;
  /** What will be lost, and what stays. */
  children: ReactNode;
  /** The act itself: `Unlink`. */
  action: string;
  isBusy: boolean;
  /** Why it did not work the last time. */
  problem?: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}

/**
 * Asks before something is done that cannot be undone. What is offered first is not to do it; once it
 * is being done, it is too late for that.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, action, isBusy, problem, onConfirm, onCancel } = props;
  // In parts, for `Modal` puts its title into a `header`, of which a page has one already.
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onCancel}
      closeOnEscape={!isBusy}
      closeOnClickOutside={!isBusy}
      centered
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Stack>
            <Modal.Title fw={600}>{title}</Modal.Title>
            <div>{children}</div>
            {problem !== undefined && <Problem text={problem} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onCancel} disabled={isBusy} data-autofocus>
                Cancel
              </Button>
              <Button color="red.9" loading={isBusy} onClick={onConfirm}>
                {action}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
