import { useOrganizationDetail } from "../../api/organization-detail.ts";
import { useAdoption, useReleases } from "../../api/releases.ts";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { ProjectSelect } from "../../parts/project-select.tsx";
import { RelayNotice } from "../../parts/relay-notice.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { releaseColumns } from "./release-columns.tsx";

/** What was released, newest first, and how it is taken up. */
export function ReleasesPage() {
  const organization = usePathParam("organization");
  const [{ query, project, status, cursor }, change] = useSearchState();
  const { data: detail } = useOrganizationDetail(organization);
  const releases = useReleases(organization, { query, project, status, cursor });
  const versions = releases.data?.rows.map(({ version }) => version) ?? [];
  const { data: adoption } = useAdoption(organization, versions);
  const isFiltered = [query, project, status].some(Boolean);
  return (
    <>
      <PageHeader
        title="Releases"
        text="What was released, with its commits and what came of it."
      />
      {detail?.relaysTo && <RelayNotice relaysTo={detail.relaysTo} of="releases" />}
      <FilterBar
        filters={[
          { name: "query", label: "A part of the version" },
          {
            name: "status",
            label: "Status",
            placeholder: "Open",
            options: [{ value: "archived", label: "Archived" }],
          },
        ]}
        values={{ query, status }}
        onChange={change}
      >
        <ProjectSelect
          organization={organization}
          value={project}
          onChange={(slug) => change({ project: slug })}
        />
      </FilterBar>
      <PagedTable
        label="Releases"
        columns={releaseColumns(organization, adoption)}
        keyOf={({ version }) => version}
        query={releases}
        empty={isFiltered ? <NoneFound /> : <NoReleases />}
      />
    </>
  );
}

function NoneFound() {
  return (
    <EmptyState
      title="No release is like this"
      text="Take a filter away, or search for another part of the version."
    />
  );
}

function NoReleases() {
  return (
    <EmptyState
      title="Nothing was released yet"
      text={
        <>
          A build makes a release and tells its commits:{" "}
          <code>sentry-cli releases new VERSION</code>, then{" "}
          <code>sentry-cli releases set-commits VERSION --auto</code>. An application that reports
          with a release makes one, too.
        </>
      }
    />
  );
}
