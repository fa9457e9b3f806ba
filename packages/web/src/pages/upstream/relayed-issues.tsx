import { Text } from "@mantine/core";
import type { RelayedIssueAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useRelayedIssues, useReplayIssue } from "../../api/upstream.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { RelayedState, stateFilter } from "./relayed-state.tsx";
import { ReplayButton } from "./replay-button.tsx";

const columns: readonly Column<RelayedIssueAnswer>[] = [
  { header: "Issue", cell: ({ issue }) => <TextFromOutside text={issue} /> },
  {
    header: "Commit",
    cell: ({ commit, repository }) => (
      <div>
        <code title={commit}>{commit.slice(0, 12)}</code>
        <Text size="sm" c="dimmed" component="div">
          <TextFromOutside text={repository} />
        </Text>
      </div>
    ),
  },
  {
    header: "State",
    cell: ({ state, reason }) => <RelayedState state={state} reason={reason} />,
  },
  { header: "Attempts", cell: ({ attempts }) => attempts, align: "end" },
  { header: "Changed", cell: ({ dateUpdated }) => <RelativeTime time={dateUpdated} /> },
  { header: "Actions", cell: (issue) => <Replay issue={issue} /> },
];

/** What became of the issues that commits resolve. */
export function RelayedIssues() {
  const organization = usePathParam("organization");
  const [{ state, cursor }, setSearch] = useSearchState();
  const query = useRelayedIssues(organization, { state, cursor });
  return (
    <>
      <FilterBar filters={[stateFilter]} values={{ state }} onChange={setSearch} />
      <PagedTable
        label="Relayed issues"
        columns={columns}
        keyOf={({ id }) => id}
        query={query}
        empty={
          state === undefined ? (
            <EmptyState
              title="No issue yet"
              text="Push a commit that says Fixes, and the short id of an issue there."
            />
          ) : (
            <EmptyState title="None is in this state" text="Choose another state, or all." />
          )
        }
      />
    </>
  );
}

function Replay({ issue }: { issue: RelayedIssueAnswer }) {
  const replay = useReplayIssue(usePathParam("organization"));
  const isOver = issue.state === "failed" || issue.state === "skipped";
  return (
    <ReplayButton
      what={issue.issue}
      thing={issue}
      mutation={replay}
      because={isOver ? undefined : "It has neither failed nor was it skipped."}
    />
  );
}
