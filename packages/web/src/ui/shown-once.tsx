import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyField } from "./copy-field.tsx";

interface ShownOnceProps {
  title: string;
  /** What it is for. */
  text: ReactNode;
  /** What it is: `Token`. */
  label: string;
  /** The secret; the dialog is open as long as there is one. */
  secret: string | undefined;
  onClose: () => void;
}

/** A secret that nobody gets to see again. It is left by its button, not by a click beside it. */
export function ShownOnce({ title, text, label, secret, onClose }: ShownOnceProps) {
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text>{text}</Text>
        <CopyField label={label} value={secret ?? ""} />
        <Text fw={500}>It is not shown again.</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
