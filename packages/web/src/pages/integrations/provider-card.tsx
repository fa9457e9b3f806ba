import { Code, List, Paper, Stack, Text, Title } from "@mantine/core";
import type { ProvidersAnswer } from "@sentry-bitbucket-server/api-contract/integration";

type Provider = ProvidersAnswer["providers"][number];

/** What a kind of integration does, in its own words. */
export function ProviderCard({ provider: { name, metadata } }: { provider: Provider }) {
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack gap="sm">
        <Title order={3} size="h4">
          {name}
        </Title>
        <Text>{metadata.description}</Text>
        <List spacing={4}>
          {metadata.features.map(({ description }) => (
            <List.Item key={description}>{withCode(description)}</List.Item>
          ))}
        </List>
        {alertsOf(metadata.aspects).map((text) => (
          <Text key={text} c="dimmed">
            {text}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          By {metadata.author}
        </Text>
      </Stack>
    </Paper>
  );
}

/** What stands between backticks is code. */
function withCode(text: string) {
  return text.split("`").map((part, index) =>
    // Every second part: two parts of a sentence have no other name than their place.
    // oxlint-disable-next-line react/no-array-index-key
    index % 2 === 1 ? <Code key={index}>{part}</Code> : part,
  );
}

/** Sentry's shape: `{"alerts": [{"type": "info", "text": "…"}]}`. */
function alertsOf({ alerts }: Record<string, unknown>): string[] {
  if (!Array.isArray(alerts)) return [];
  return alerts.flatMap((alert: { text?: unknown }) =>
    typeof alert.text === "string" ? [alert.text] : [],
  );
}
