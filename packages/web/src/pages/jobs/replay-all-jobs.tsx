import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useReplayJobs } from "../../api/jobs.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { toastDone } from "../../ui/toasts.tsx";

/** Has everything that was set aside tried again. */
export function ReplayAllJobs({ organization }: { organization: string }) {
  const replay = useReplayJobs(organization);
  const [isAsking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open}>Replay all</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Replay all jobs that were set aside?"
        action="Replay all"
        isBusy={replay.isPending}
        problem={replay.error ? sentenceOf(replay.error) : undefined}
        onCancel={close}
        onConfirm={() =>
          replay.mutate(undefined, {
            onSuccess({ replayed }) {
              close();
              toastDone(
                replayed === 1 ? "1 job is tried again." : `${replayed} jobs are tried again.`,
              );
            },
          })
        }
      >
        Each is tried again in its lane, also those on other pages. What fails again is set aside
        again. Nothing is lost.
      </ConfirmDialog>
    </>
  );
}
