import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** The top of a page: its one `h1`, the title of the document, and what can be done here. */
export function PageHeader(props: { title: string; text?: ReactNode; actions?: ReactNode }) {
  const { title, text, actions } = props;
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <title>{`${title} · Sentry for Bitbucket Server`}</title>
      <Stack gap={4} style={{ flex: "1 1 18rem", minWidth: 0 }}>
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {text !== undefined && <Text c="dimmed">{text}</Text>}
      </Stack>
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
