import { Stack, Text } from "@mantine/core";
import type { RepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { ErrorText } from "../ui/error-text.tsx";
import { StateBadge, type Tone } from "../ui/state-badge.tsx";

type HookStates = NonNullable<RepositoryAnswer["hook"]>["state"];

const STATES: Readonly<Record<HookStates, [tone: Tone, words: string]>> = {
  pending: ["busy", "Not tried yet"],
  missing: ["bad", "Missing"],
  unreachable: ["bad", "Cannot reach us"],
  reachable: ["good", "Reaches us"],
  alive: ["good", "Alive"],
};

/**
 * How the webhook of a repository is; the detail on hover, or below it where that is what one comes for.
 * @param props `isDetailed`: it does not work, so why not is shown
 */
export function HookState(props: Pick<RepositoryAnswer, "hook"> & { isDetailed?: boolean }) {
  const { hook, isDetailed = false } = props;
  if (!hook) return <StateBadge tone="neutral">Not linked</StateBadge>;
  const [tone, words] = STATES[hook.state];
  return (
    <Stack gap={4} align="flex-start" title={hook.detail ?? undefined}>
      <StateBadge tone={tone}>{words}</StateBadge>
      {isDetailed && tone === "bad" && hook.detail !== null && (
        <Text component="div" size="sm">
          <ErrorText text={hook.detail} />
        </Text>
      )}
    </Stack>
  );
}
