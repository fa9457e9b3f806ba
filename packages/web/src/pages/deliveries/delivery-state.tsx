import { Text } from "@mantine/core";
import type { DeliveryAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";
import { ShortErrorText } from "../../ui/error-text.tsx";

const STATES: Readonly<Record<DeliveryAnswer["state"], [tone: Tone, word: string]>> = {
  pending: ["busy", "Pending"],
  processed: ["good", "Processed"],
  ignored: ["neutral", "Ignored"],
  failed: ["bad", "Failed"],
};

const VERDICTS: Readonly<Record<DeliveryAnswer["verdict"], [tone: Tone, word: string]>> = {
  match: ["good", "Valid"],
  mismatch: ["bad", "Wrong"],
  unsigned: ["bad", "Missing"],
};

export const stateOptions = Object.entries(STATES).map(([value, [, label]]) => ({ value, label }));

/** How far it is. */
export function DeliveryState({ state }: Pick<DeliveryAnswer, "state">) {
  const [tone, word] = STATES[state];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}

/** The same with the beginning of the reason, when that says something. */
export function DeliveryStateInList({ delivery }: { delivery: DeliveryAnswer }) {
  const { state, reason } = delivery;
  return (
    <>
      <DeliveryState state={state} />
      {reason !== null && state !== "processed" && (
        <Text size="sm" c="dimmed" mt={4}>
          <ShortErrorText text={reason} lines={2} width="14rem" />
        </Text>
      )}
    </>
  );
}

/** What its signature came to. */
export function DeliveryVerdict({ verdict }: Pick<DeliveryAnswer, "verdict">) {
  const [tone, word] = VERDICTS[verdict];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
