import { Stack, Text } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { ErrorText } from "../../ui/error-text.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { ApproveAgain, needsApproval } from "./approve-again.tsx";

/** Whether the host is asked and takes our credentials, and if not, why, with the remedy. */
export function IntegrationHealth({ integration }: { integration: IntegrationAnswer }) {
  const { status, statusReason, isPaused } = integration;
  if (status === "active") return <StateBadge tone="good">Connected</StateBadge>;
  return (
    <Stack gap={4} align="flex-start">
      {isPaused ? (
        <StateBadge tone="warning">Paused</StateBadge>
      ) : (
        <StateBadge tone="bad">Not connected</StateBadge>
      )}
      {statusReason !== null && (
        <Text component="div" size="sm">
          <ErrorText text={statusReason} />
        </Text>
      )}
      {needsApproval(integration) && <ApproveAgain integration={integration} />}
    </Stack>
  );
}
