import { Text } from "@mantine/core";
import type { AttemptAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { ErrorText } from "../ui/error-text.tsx";
import { formatDuration } from "../ui/format-duration.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StateBadge } from "../ui/state-badge.tsx";

const columns: readonly Column<AttemptAnswer>[] = [
  { header: "Started", cell: ({ dateStarted }) => <RelativeTime time={dateStarted} /> },
  { header: "Result", cell: (attempt) => <Result {...attempt} /> },
  {
    header: "Duration",
    align: "end",
    cell: ({ duration }) => (duration === null ? "–" : formatDuration(duration)),
  },
];

/** How often something was tried, and why it failed. */
export function AttemptTable({ attempts }: { attempts: readonly AttemptAnswer[] }) {
  return (
    <DataTable
      label="Attempts"
      columns={columns}
      keyOf={({ dateStarted }) => dateStarted}
      rows={attempts}
      empty={
        <Text c="dimmed" p="md">
          It was not tried yet, or there was nothing to do.
        </Text>
      }
    />
  );
}

function Result({ error, dateFinished }: AttemptAnswer) {
  if (error !== null) {
    return (
      <>
        <StateBadge tone="bad">Failed</StateBadge>
        <Text component="div" mt={4}>
          <ErrorText text={error} />
        </Text>
      </>
    );
  }
  if (dateFinished === null) return <StateBadge tone="busy">Not finished</StateBadge>;
  return <StateBadge tone="good">Done</StateBadge>;
}
