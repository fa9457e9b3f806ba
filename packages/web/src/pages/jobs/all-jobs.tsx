import type { JobAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useJobs } from "../../api/jobs.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type Filter, FilterBar } from "../../ui/filter-bar.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { ShortErrorText } from "../../ui/error-text.tsx";
import { JobLink } from "../../parts/job-link.tsx";
import { isJobState, JobState, jobStateOptions } from "./job-state.tsx";

const filters: readonly Filter[] = [{ name: "state", label: "State", options: jobStateOptions }];

/** Those that are kept, newest first. */
export function AllJobs({ organization }: { organization: string }) {
  const [search, setSearch] = useSearchState();
  const { cursor } = search;
  const state = isJobState(search["state"]) ? search["state"] : undefined;
  return (
    <>
      <FilterBar filters={filters} values={search} onChange={setSearch} />
      <PagedTable
        label="Jobs"
        columns={columnsOf(organization)}
        keyOf={({ id }) => id}
        query={useJobs(organization, { state, cursor })}
        empty={<EmptyState title="There is no such job" text="Jobs come with the first push." />}
      />
    </>
  );
}

function columnsOf(organization: string): readonly Column<JobAnswer>[] {
  return [
    { header: "Job", cell: (job) => <JobLink organization={organization} {...job} /> },
    { header: "State", cell: ({ state }) => <JobState state={state} /> },
    { header: "Lane", cell: ({ lane }) => lane },
    { header: "Created", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
    { header: "Attempts", align: "end", cell: ({ attempts }) => attempts },
    {
      header: "Last error",
      cell: ({ lastError }) =>
        lastError === null ? "–" : <ShortErrorText text={lastError} lines={2} />,
    },
  ];
}
