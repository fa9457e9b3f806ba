import { Text } from "@mantine/core";
import { sentenceOf } from "../../api/to-api-error.ts";

interface LiveStatusProps {
  /** So many came that are not shown yet. */
  waiting: number;
  isFirstPage: boolean;
  /** Why the list could not be asked for the last time. */
  error: Error | null;
}

/** Whether new deliveries appear by themselves; one line always, so that nothing moves below it. */
export function LiveStatus(props: LiveStatusProps) {
  return (
    <Text role="status" size="sm" c="dimmed" mb="xs" truncate>
      {wordLiveStatus(props)}
    </Text>
  );
}

function wordLiveStatus({ waiting, isFirstPage, error }: LiveStatusProps): string {
  if (error) return `Not live. ${sentenceOf(error)}`;
  if (!isFirstPage) return "New deliveries appear on the first page.";
  if (waiting === 0) return "Live: new deliveries appear by themselves.";
  const count = waiting === 1 ? "1 new delivery appears" : `${waiting} new deliveries appear`;
  return `${count} when you leave the list.`;
}
