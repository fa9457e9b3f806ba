import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface SettingProps {
  title: string;
  /** What it does, in a sentence or two. */
  text: ReactNode;
  children: ReactNode;
}

/** One thing that can be set, with what it means. */
export function Setting({ title, text, children }: SettingProps) {
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        <Text c="dimmed">{text}</Text>
        <Group>{children}</Group>
      </Stack>
    </Paper>
  );
}
