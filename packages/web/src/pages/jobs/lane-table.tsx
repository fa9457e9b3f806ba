import { Text } from "@mantine/core";
import type { LaneAnswer } from "@sentry-bitbucket-server/api-contract/lane";
import { useLanes } from "../../api/jobs.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { ShortErrorText } from "../../ui/error-text.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { JobLink } from "../../parts/job-link.tsx";

/** The lanes in which jobs wait, each with the one that it is at. */
export function LaneTable({ organization }: { organization: string }) {
  const [{ cursor }] = useSearchState();
  return (
    <PagedTable
      label="Lanes"
      columns={columnsOf(organization)}
      keyOf={({ name }) => name}
      query={useLanes(organization, cursor)}
      empty={<EmptyState title="Nothing waits" text="All jobs are done, or were set aside." />}
    />
  );
}

function columnsOf(organization: string): readonly Column<LaneAnswer>[] {
  return [
    {
      header: "Lane",
      cell: ({ title, name }) => (
        <>
          <TextFromOutside text={title} />
          <Text size="sm" c="dimmed">
            {name}
          </Text>
        </>
      ),
    },
    { header: "State", cell: (lane) => <LaneState lane={lane} /> },
    { header: "Depth", align: "end", cell: ({ depth }) => depth },
    { header: "Oldest job came", cell: ({ dateOldest }) => <RelativeTime time={dateOldest} /> },
    {
      header: "Oldest job",
      cell: ({ oldestJob }) => (
        <>
          <JobLink organization={organization} {...oldestJob} />
          {oldestJob.lastError !== null && (
            <Text size="sm" c="dimmed">
              <ShortErrorText text={oldestJob.lastError} lines={2} />
            </Text>
          )}
        </>
      ),
    },
  ];
}

function LaneState({ lane: { isRunning, dateNextAttempt, oldestJob } }: { lane: LaneAnswer }) {
  if (isRunning) return <StateBadge tone="busy">Running</StateBadge>;
  if (oldestJob.attempts === 0) return <StateBadge tone="neutral">Waiting</StateBadge>;
  return (
    <>
      <StateBadge tone="warning">
        {oldestJob.attempts === 1 ? "Failed once" : `Failed ${oldestJob.attempts} times`}
      </StateBadge>
      <Text size="sm" c="dimmed" mt={4}>
        next attempt <RelativeTime time={dateNextAttempt} />
      </Text>
    </>
  );
}
