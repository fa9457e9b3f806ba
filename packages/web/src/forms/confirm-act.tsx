import { type ReactNode, useState } from "react";
import { sentenceOf } from "../api/to-api-error.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** What is needed of a mutation: one that asks for less of the thing will do. */
export interface Act<Thing> {
  mutate: (thing: Thing, options: { onSuccess: () => void }) => void;
  reset: () => void;
  isPending: boolean;
  error: Error | null;
}

interface ConfirmActProps<Thing> {
  /** What is asked about: the dialog is open as long as there is one. */
  thing: Thing | undefined;
  /** A question: `Remove ann@example.com?` */
  title: (thing: Thing) => string;
  /** What will be lost, and what stays. */
  text: (thing: Thing) => ReactNode;
  /** The act itself: `Remove`. */
  action: string;
  mutation: Act<NoInfer<Thing>>;
  onClose: () => void;
  /** Where to go when what was shown is there no more. */
  onDone?: () => void;
}

/** Asks, and then does it. What goes wrong stands in the dialog, which closes when it is done. */
export function ConfirmAct<Thing>(props: ConfirmActProps<Thing>) {
  const { thing, title, text, action, mutation, onClose, onDone } = props;
  // While it closes it still shows what it was about.
  const [shown, setShown] = useState(thing);
  if (thing !== undefined && thing !== shown) setShown(thing);
  if (shown === undefined) return null;
  const close = () => {
    mutation.reset();
    onClose();
  };
  const finish = () => {
    close();
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen={thing !== undefined}
      title={title(shown)}
      action={action}
      isBusy={mutation.isPending}
      problem={mutation.error ? sentenceOf(mutation.error) : undefined}
      onConfirm={() => mutation.mutate(shown, { onSuccess: finish })}
      onCancel={close}
    >
      {text(shown)}
    </ConfirmDialog>
  );
}
