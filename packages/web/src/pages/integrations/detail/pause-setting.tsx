import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { usePause } from "../../../api/integrations.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { toastProblem } from "../../../ui/toasts.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { Setting } from "./setting.tsx";

/** Whether Bitbucket is asked at all. */
export function PauseSetting(props: {
  integration: IntegrationAnswer;
  refusal: string | undefined;
}) {
  const { integration, refusal } = props;
  const pause = usePause(usePathParam("organization"), integration.id);
  const { isPaused } = integration;
  const change = () =>
    pause.mutate(isPaused ? "resume" : "pause", {
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <Setting
      title={isPaused ? "Paused" : "Pause"}
      text="While it is paused, Bitbucket is asked nothing, as during its maintenance. Pushes are still taken; what follows from them waits, and nothing is lost."
    >
      <RefusableButton
        variant="default"
        onClick={change}
        loading={pause.isPending}
        refusal={refusal}
      >
        {isPaused ? "Resume" : "Pause"}
      </RefusableButton>
    </Setting>
  );
}
