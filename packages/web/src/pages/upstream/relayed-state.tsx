import { Stack, Text } from "@mantine/core";
import type { RelayedReleaseAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { ErrorText } from "../../ui/error-text.tsx";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";

type State = RelayedReleaseAnswer["state"];

/** From the first to the last; of releases and issues alike. */
const relayedStates: Readonly<Record<State, { label: string; tone: Tone }>> = {
  waiting: { label: "Waiting", tone: "neutral" },
  pending: { label: "Pending", tone: "busy" },
  sending: { label: "Sending", tone: "busy" },
  sent: { label: "Sent", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  skipped: { label: "Skipped", tone: "warning" },
};

/** Of a list of them. */
export const stateFilter = {
  name: "state",
  label: "State",
  options: Object.entries(relayedStates).map(([value, { label }]) => ({ value, label })),
};

/** How far it has come, and why no farther. */
export function RelayedState({ state, reason }: { state: State; reason: string | null }) {
  const { tone, label } = relayedStates[state];
  return (
    <Stack gap={4} align="flex-start">
      <StateBadge tone={tone}>{label}</StateBadge>
      {reason !== null && (
        <Text size="sm" component="div">
          <ErrorText text={reason} />
        </Text>
      )}
    </Stack>
  );
}
