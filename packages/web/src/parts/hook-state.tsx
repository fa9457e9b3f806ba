import { Stack, Text } from "@mantine/core";
import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { StateBadge, type Tone } from "../ui/state-badge.tsx";

type Hook = NonNullable<RepositoryAnswer["hook"]>;

const STATES: Readonly<Record<Hook["state"], { tone: Tone; text: string }>> = {
  alive: { tone: "good", text: "Alive" },
  reachable: { tone: "good", text: "Reachable" },
  pending: { tone: "neutral", text: "Not heard of yet" },
  unreachable: { tone: "bad", text: "Unreachable" },
  missing: { tone: "bad", text: "Missing" },
};

/** Whether the webhook of a repository works, and if not, why. */
export function HookState({ hook: { state, detail } }: { hook: Hook }) {
  const { tone, text } = STATES[state];
  return (
    <Stack gap={4} align="flex-start">
      <StateBadge tone={tone}>{text}</StateBadge>
      {detail !== null && tone !== "good" && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {detail}
        </Text>
      )}
    </Stack>
  );
}
