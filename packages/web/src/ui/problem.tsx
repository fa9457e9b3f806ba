import { Alert, Button, Stack } from "@mantine/core";

/** What went wrong, as a sentence, and the offer to try again. */
export function Problem({ text, onRetry }: { text: string; onRetry?: (() => void) | undefined }) {
  return (
    <Alert role="alert" variant="outline" color="red" title="That did not work">
      <Stack align="flex-start" gap="sm">
        <span style={{ overflowWrap: "anywhere" }}>{text}</span>
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
