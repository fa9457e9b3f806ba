import { Button } from "@mantine/core";
import classes from "./problem.module.css";

/** What went wrong, as a sentence, and the offer to try again. */
export function Problem({ text, onRetry }: { text: string; onRetry?: (() => void) | undefined }) {
  return (
    <div role="alert" className={classes["problem"]}>
      <span className={classes["text"]}>{text}</span>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
