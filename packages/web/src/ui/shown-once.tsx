import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
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

/** A secret that nobody gets to see again. It is left by its button, not by Escape or a click beside it. */
export function ShownOnce({ title, text, label, secret, onClose }: ShownOnceProps) {
  // While it closes it still shows what it was about.
  const [shown, setShown] = useState(secret);
  if (secret !== undefined && secret !== shown) setShown(secret);
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      centered
      onExitTransitionEnd={() => setShown(undefined)}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text>{text}</Text>
        <CopyField label={label} value={shown ?? ""} />
        <Text fw={500}>It is not shown again.</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
