import { Stack, Text } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { StateBadge } from "../../ui/state-badge.tsx";

/** Whether the host takes our credentials, and if not, why. */
export function IntegrationHealth({ integration }: { integration: IntegrationAnswer }) {
  const { status, statusReason } = integration;
  if (status === "active") return <StateBadge tone="good">Connected</StateBadge>;
  return (
    <Stack gap={4} align="flex-start">
      <StateBadge tone="bad">Refused</StateBadge>
      {statusReason !== null && <Text size="sm">{statusReason}</Text>}
    </Stack>
  );
}
