import { Group, Stack, Text } from "@mantine/core";
import classes from "./code-block.module.css";
import { CopyButton } from "./copy-button.tsx";

/** Code to read, scrolled sideways when it is wide, and to copy. The label stands above it. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <CopyButton text={code} what={label} />
      </Group>
      {/* Who has no mouse scrolls it with the arrow keys. */}
      <pre className={classes["code"]} tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
    </Stack>
  );
}
