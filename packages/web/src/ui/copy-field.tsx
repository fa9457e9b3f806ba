import { Group, Stack, Text } from "@mantine/core";
import classes from "./copy-field.module.css";
import { CopyButton } from "./copy-button.tsx";

/** A value that is needed elsewhere, as it is, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <CopyButton text={value} what={label} />
      </Group>
      <code className={classes["value"]}>{value}</code>
    </Stack>
  );
}
