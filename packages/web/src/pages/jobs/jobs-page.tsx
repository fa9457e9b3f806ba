import { Stack, Tabs } from "@mantine/core";
import { useRefusal } from "../../api/membership.ts";
import { useSearchState } from "../../lists/use-search-state.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { AllJobs } from "./all-jobs.tsx";
import { JobStats } from "./job-stats.tsx";
import { LaneTable } from "./lane-table.tsx";
import { SetAsideJobs } from "./set-aside-jobs.tsx";

const TABS = {
  lanes: { label: "Lanes", Panel: LaneTable },
  "set-aside": { label: "Set aside", Panel: SetAsideJobs },
  all: { label: "All jobs", Panel: AllJobs },
} as const;

const isTab = (name: string | undefined): name is keyof typeof TABS =>
  name !== undefined && Object.hasOwn(TABS, name);

/** The durable work behind deliveries and releases, for those who run the service. */
export function JobsPage() {
  const organization = usePathParam("organization");
  const refusal = useRefusal(organization, "org:write");
  const [{ tab: named }, setSearch] = useSearchState();
  const tab = isTab(named) ? named : "lanes";
  const { Panel } = TABS[tab];
  const header = (
    <PageHeader title="Jobs" text="What the service still has to do, and what it could not do." />
  );
  if (refusal !== undefined) {
    return (
      <>
        {header}
        <EmptyState title="Owners look after the jobs" text={refusal} />
      </>
    );
  }
  return (
    <>
      {header}
      <Stack gap="xl">
        <JobStats organization={organization} />
        <Tabs
          value={tab}
          onChange={(to) => setSearch({ tab: to ?? undefined, state: undefined })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            {Object.entries(TABS).map(([name, { label }]) => (
              <Tabs.Tab key={name} value={name}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            <Panel organization={organization} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}
