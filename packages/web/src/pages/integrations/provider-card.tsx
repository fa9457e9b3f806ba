import { List, Paper, Stack, Text, Title } from "@mantine/core";
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
            <List.Item key={description}>{description}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          By {metadata.author}
        </Text>
      </Stack>
    </Paper>
  );
}
