import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { hasStatus } from "../../api/api-error.ts";
import { useIssues } from "../../api/issues.ts";
import { useOrganizationDetail } from "../../api/organization-detail.ts";
import { LiveStatus } from "../../lists/live-status.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useLiveRows } from "../../lists/use-live-rows.ts";
import { useReading } from "../../lists/use-reading.ts";
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
const keyOf = ({ id }: IssueAnswer) => id;

function IssueList({ organization }: { organization: string }) {
  const { search, cursor, change } = useIssueSearch();
  const query = useIssues(organization, { ...search, cursor });
  const { isReading, handlers } = useReading();
  const listed = JSON.stringify({ organization, search, cursor });
  const { waiting, ...live } = useLiveRows(query, { keyOf, listed, isHeld: isReading });
  // Until its own are there the rows are those of another search, or of another page.
  const rows = query.isPlaceholderData ? [] : (live.rows ?? []);
  const selection = useSelection(rows.map(keyOf), JSON.stringify(search));
  return (
    <>
      <IssueFilters organization={organization} search={search} onChange={change} />
      <BulkActions
        organization={organization}
        search={search}
        selection={selection}
        hasMore={query.data?.links.next !== undefined || cursor !== undefined}
      />
      {query.error && hasStatus(query.error, 400) ? (
        <RefusedSearch error={query.error} />
      ) : (
        <>
          <LiveStatus
            noun={ISSUES}
            waiting={waiting}
            isFirstPage={cursor === undefined}
            error={query.error}
          />
          <PagedTable
            label="Issues"
            columns={[selectColumn(selection), ...issueColumns(organization)]}
            keyOf={keyOf}
            query={query}
            live={{ ...live, handlers }}
            empty={<NoIssues organization={organization} search={search} />}
          />
        </>
      )}
    </>
  );
}
