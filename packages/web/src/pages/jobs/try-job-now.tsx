import type { JobDetailAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useReplayJob } from "../../api/jobs.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { refusalOfTurn } from "../../parts/turn-text.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";

/** Has what a job waits for tried at once: the job itself, or the one that its lane is at. */
export function TryJobNow({ organization, job }: { organization: string; job: JobDetailAnswer }) {
  const replay = useReplayJob(organization);
  return (
    <RefusableButton
      refusal={refusalOfTurn(job.turn)}
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(job.id, {
          onSuccess: () => toastDone("It is tried now."),
          onError: (error) => toastProblem(sentenceOf(error)),
        })
      }
    >
      Try now
    </RefusableButton>
  );
}
