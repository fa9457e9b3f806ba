import { Text } from "@mantine/core";
import { sentenceOf } from "../api/to-api-error.ts";

interface LiveStatusProps {
  /** What is listed: `["delivery", "deliveries"]`. */
  noun: readonly [string, string];
  /** So many came that are not shown yet. */
  waiting: number;
  isFirstPage: boolean;
  /** Why the list could not be asked for the last time. */
  error: Error | null;
}

/** Whether new rows appear by themselves; one line always, so that nothing moves below it. */
export function LiveStatus(props: LiveStatusProps) {
  return (
    <Text role="status" size="sm" c="dimmed" mb="xs" truncate>
      {wordLiveStatus(props)}
    </Text>
  );
}

function wordLiveStatus({ noun, waiting, isFirstPage, error }: LiveStatusProps): string {
  const [one, many] = noun;
  if (error) return `Not live. ${sentenceOf(error)}`;
  if (!isFirstPage) return `New ${many} appear on the first page.`;
  if (waiting === 0) return `Live: new ${many} appear by themselves.`;
  const count = waiting === 1 ? `1 new ${one} appears` : `${waiting} new ${many} appear`;
  return `${count} when you leave the list.`;
}
