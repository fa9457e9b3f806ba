import type { DeliveryDetailAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import { useReplayDelivery } from "../../api/deliveries.ts";
import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { refusalOfTurn } from "../../parts/turn-text.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";

/**
 * Has a delivery processed again, or what it waits for tried at once. What is recorded already stays as it
 * is: nobody has to be asked first.
 */
export function ReplayDelivery(props: { organization: string; delivery: DeliveryDetailAnswer }) {
  const { organization, delivery } = props;
  const refusal = useRefusal(organization, "org:write");
  const replay = useReplayDelivery(organization, delivery.id);
  const isWaiting = delivery.state === "pending";
  return (
    <RefusableButton
      refusal={refusal ?? (isWaiting ? refusalOfTurn(delivery.turn) : undefined)}
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(undefined, {
          onSuccess: () => toastDone(isWaiting ? "It is tried now." : "It is processed again."),
          onError: (error) => toastProblem(sentenceOf(error)),
        })
      }
    >
      {isWaiting ? "Try now" : "Replay"}
    </RefusableButton>
  );
}
