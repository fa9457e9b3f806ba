import { Text } from "@mantine/core";
import { sentenceOf } from "../api/to-api-error.ts";

/** Beside what is shown as it changes: says when that could not be asked for the last time. */
export function NotLive({ error }: { error: Error | null }) {
  return (
    <Text role="status" size="sm" c="dimmed">
      {error && `Not live. ${sentenceOf(error)}`}
    </Text>
  );
}
