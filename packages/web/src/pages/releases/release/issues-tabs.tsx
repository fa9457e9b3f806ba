import type { ResolvedIssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { useNewIssues, useResolvedIssues } from "../../../api/releases.ts";
import { PagedTable } from "../../../lists/paged-table.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { issueColumns } from "../../../parts/issue-columns.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { ReleaseLink } from "../../../parts/release-link.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import type { ReleaseTabProps } from "./release-tab-props.ts";

const cameBackColumn = (organization: string): Column<ResolvedIssueAnswer> => ({
  header: "Came back",
  cell: ({ cameBackIn }) =>
    cameBackIn === null ? "–" : <ReleaseLink organization={organization} version={cameBackIn} />,
});

/** The issues that are resolved in a release, or were and came back. */
export function ResolvedIssuesTab({ organization, version }: ReleaseTabProps) {
  const [{ cursor }] = useSearchState();
  return (
    <PagedTable
      label="Resolved issues"
      columns={[...issueColumns(organization), cameBackColumn(organization)]}
      keyOf={({ id }) => id}
      query={useResolvedIssues(organization, version, { cursor })}
      empty={
        <EmptyState
          title="No issue is resolved in it"
          text="A commit of the release that says Fixes and the short id of an issue resolves it here."
        />
      }
    />
  );
}

/** The issues that were seen in a release first. */
export function NewIssuesTab({ organization, version }: ReleaseTabProps) {
  const [{ cursor }] = useSearchState();
  return (
    <PagedTable
      label="New issues"
      columns={issueColumns(organization)}
      keyOf={({ id }) => id}
      query={useNewIssues(organization, version, { cursor })}
      empty={
        <EmptyState
          title="No issue began in it"
          text="What is first reported with it appears here."
        />
      }
    />
  );
}
