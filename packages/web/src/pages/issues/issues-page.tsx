import { hasStatus } from "../../api/api-error.ts";
import { useOrganizationDetail } from "../../api/organization-detail.ts";
import { LiveStatus } from "../../lists/live-status.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { RelayNotice } from "../../parts/relay-notice.tsx";
import { BulkActions } from "./bulk-actions.tsx";
import { issueColumns } from "../../parts/issue-columns.tsx";
import { IssueFilters } from "./issue-filters.tsx";
import { NoIssues } from "./no-issues.tsx";
import { RefusedSearch } from "./refused-search.tsx";
import { selectColumn } from "./select-column.tsx";
import { useIssueSearch } from "./use-issue-search.ts";
import { keyOfIssue, useLiveIssues } from "./use-live-issues.ts";
import { useSelection } from "./use-selection.ts";

/** The issues of an organization, to be searched and changed many at once. */
export function IssuesPage() {
  const organization = usePathParam("organization");
  const { data: detail } = useOrganizationDetail(organization);
  return (
    <>
      <PageHeader title="Issues" text="What applications report, grouped by what went wrong." />
      {detail?.relaysTo ? (
        <RelayNotice relaysTo={detail.relaysTo} of="issues" />
      ) : (
        <IssueList organization={organization} />
      )}
    </>
  );
}

const ISSUES = ["issue", "issues"] as const;

function IssueList({ organization }: { organization: string }) {
  const { search, cursor, change } = useIssueSearch();
  const { query, waiting, live, ids } = useLiveIssues(organization, search, cursor);
  const selection = useSelection(ids, JSON.stringify(search));
  const isFirstPage = cursor === undefined;
  return (
    <>
      <IssueFilters organization={organization} search={search} onChange={change} />
      <BulkActions
        organization={organization}
        search={search}
        selection={selection}
        hasMore={query.data?.links.next !== undefined || !isFirstPage}
      />
      {query.error && hasStatus(query.error, 400) ? (
        <RefusedSearch error={query.error} />
      ) : (
        <>
          <LiveStatus noun={ISSUES} {...{ waiting, isFirstPage, error: query.error }} />
          <PagedTable
            label="Issues"
            columns={[selectColumn(selection), ...issueColumns(organization)]}
            keyOf={keyOfIssue}
            query={query}
            live={live}
            empty={<NoIssues organization={organization} search={search} />}
          />
        </>
      )}
    </>
  );
}
