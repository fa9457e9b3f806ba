import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorText } from "./error-text.tsx";
import classes from "./problem.module.css";

interface ProblemProps {
  text: string;
  onRetry?: (() => void) | undefined;
  /** What helps better than to try again. */
  action?: ReactNode;
}

/** What went wrong, as a sentence, and the offer to try again. */
export function Problem({ text, onRetry, action }: ProblemProps) {
  return (
    <div role="alert" className={classes["problem"]}>
      <ErrorText text={text} />
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
      {action}
    </div>
  );
}
