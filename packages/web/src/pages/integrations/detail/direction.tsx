import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { IntegrationHealthAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { ErrorText } from "../../../ui/error-text.tsx";
import { StateBadge, type Tone } from "../../../ui/state-badge.tsx";

type Finding = IntegrationHealthAnswer["findings"][number];

const LEVELS: Readonly<Record<Finding["level"], { tone: Tone; text: string }>> = {
  ok: { tone: "good", text: "Well" },
  warning: { tone: "warning", text: "Look" },
  error: { tone: "bad", text: "Broken" },
};

/** What was found of one direction of a connection. */
export function Direction(props: { title: string; findings: readonly Finding[]; none: string }) {
  const { title, findings, none } = props;
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {findings.length === 0 && <Text c="dimmed">{none}</Text>}
      <Stack gap="sm">
        {findings.map(({ level, message }) => (
          <Group key={message} gap="sm" align="flex-start" wrap="nowrap">
            <StateBadge tone={LEVELS[level].tone}>{LEVELS[level].text}</StateBadge>
            <ErrorText text={message} />
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
