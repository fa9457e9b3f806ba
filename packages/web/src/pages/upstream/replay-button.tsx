import { useRefusal } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { usePathParam } from "../../use-path-param.ts";

interface ReplayButtonProps<Thing> {
  /** Its name: a version, or a short id. */
  what: string;
  thing: Thing;
  mutation: {
    mutate: (
      thing: Thing,
      options: { onSuccess: () => void; onError: (error: Error) => void },
    ) => void;
    isPending: boolean;
  };
  /** Why there is nothing to replay. */
  because?: string | undefined;
}

/** Tries once more to carry something to the upstream. */
export function ReplayButton<Thing>(props: ReplayButtonProps<Thing>) {
  const { what, thing, mutation, because } = props;
  const refusal = useRefusal(usePathParam("organization"), "org:write");
  return (
    <RefusableButton
      variant="default"
      size="compact-sm"
      refusal={refusal ?? because}
      loading={mutation.isPending}
      label={`Replay ${what}`}
      onClick={() =>
        mutation.mutate(thing, {
          onSuccess: () => toastDone(`${what} is tried once more.`),
          onError: (error) => toastProblem(sentenceOf(error)),
        })
      }
    >
      Replay
    </RefusableButton>
  );
}
