import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface RefusableButtonProps extends Pick<ButtonProps, "variant" | "size" | "loading" | "color"> {
  /** Why it cannot be done, as a sentence; undefined when it can. */
  refusal: string | undefined;
  /** Its name for those who hear the page, where the text alone would be that of several. */
  label?: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

/** A button that says why it is disabled: to the mouse, to the keyboard, and to those who hear the page. */
export function RefusableButton(props: RefusableButtonProps) {
  const { refusal, label, onClick, children, ...button } = props;
  const id = useId();
  const isRefused = refusal !== undefined;
  return (
    <Tooltip label={refusal} disabled={!isRefused} multiline maw="20rem" events={EVENTS}>
      {/* Not `disabled`: what is disabled gets no focus, and so could not say why. */}
      <Button
        {...button}
        aria-disabled={isRefused || undefined}
        data-disabled={isRefused || undefined}
        aria-describedby={isRefused ? id : undefined}
        aria-label={label}
        onClick={isRefused ? undefined : onClick}
      >
        {children}
        {isRefused && (
          <span id={id} hidden>
            {refusal}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}

const EVENTS = { hover: true, focus: true, touch: true };
