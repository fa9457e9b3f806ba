import type { JobAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useJobs } from "../../api/jobs.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { ShortErrorText } from "../../ui/error-text.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobLink } from "../../parts/job-link.tsx";
import { ReplayAllJobs } from "./replay-all-jobs.tsx";

/** Those that were given up, which wait for a person to replay or to dismiss them. */
export function SetAsideJobs({ organization }: { organization: string }) {
  const [{ cursor }] = useSearchState();
  const jobs = useJobs(organization, { state: "set_aside", cursor });
  const hasSome = (jobs.data?.rows.length ?? 0) > 0;
  return (
    <Section
      title="Set aside"
      text="Given up after their last attempt. What waits behind them goes on."
      actions={hasSome && <ReplayAllJobs organization={organization} />}
    >
      <PagedTable
        label="Jobs that were set aside"
        columns={columnsOf(organization)}
        keyOf={({ id }) => id}
        query={jobs}
        empty={<EmptyState title="Nothing was set aside" text="There is nothing to do here." />}
      />
    </Section>
  );
}

function columnsOf(organization: string): readonly Column<JobAnswer>[] {
  return [
    { header: "Job", cell: (job) => <JobLink organization={organization} {...job} /> },
    { header: "Lane", cell: ({ lane }) => lane },
    {
      header: "Reason",
      cell: ({ lastError }) => <ShortErrorText text={lastError ?? ""} lines={4} />,
    },
    { header: "Given up", cell: ({ dateFinished }) => <RelativeTime time={dateFinished} /> },
    { header: "Attempts", align: "end", cell: ({ attempts }) => attempts },
    { header: "Actions", cell: (job) => <JobActions organization={organization} job={job} /> },
  ];
}
