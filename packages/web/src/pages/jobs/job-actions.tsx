import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { JobAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useDismissJob, useReplayJob } from "../../api/jobs.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { wordJobKind } from "../../parts/word-job-kind.ts";

/** What can be done with a job that was set aside. */
export function JobActions({ organization, job }: { organization: string; job: JobAnswer }) {
  const { id, kind, lane } = job;
  const replay = useReplayJob(organization);
  const dismiss = useDismissJob(organization);
  const [isAsking, { open, close }] = useDisclosure(false);
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        aria-label={`Replay job ${id}`}
        loading={replay.isPending}
        onClick={() =>
          replay.mutate(id, {
            onSuccess: () => toastDone(`Job ${id} is tried again.`),
            onError: (error) => toastProblem(sentenceOf(error)),
          })
        }
      >
        Replay
      </Button>
      <Button size="xs" variant="default" aria-label={`Dismiss job ${id}`} onClick={open}>
        Dismiss
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Dismiss job ${id}?`}
        action="Dismiss"
        isBusy={dismiss.isPending}
        problem={dismiss.error ? sentenceOf(dismiss.error) : undefined}
        onCancel={close}
        onConfirm={() =>
          dismiss.mutate(id, {
            onSuccess() {
              close();
              toastDone(`Job ${id} is dismissed.`);
            },
          })
        }
      >
        The job ({wordJobKind(kind)}, lane {lane}) and its attempts are deleted. What it had to do
        is not done, and it cannot be replayed any more.
      </ConfirmDialog>
    </Group>
  );
}
