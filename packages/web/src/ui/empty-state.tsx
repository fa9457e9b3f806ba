import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Where there is nothing: what would be here, and what to do next. */
export function EmptyState(props: { title: string; text: ReactNode; action?: ReactNode }) {
  const { title, text, action } = props;
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw="34rem">
        {text}
      </Text>
      {action}
    </Stack>
  );
}
