import type { LinkedRepositoryAnswer } from "@sentry-bitbucket-server/api-contract/repository";
import { useRepositories } from "../../api/repositories.ts";
import { PageLink, PageLinkButton } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { repositoryColumns } from "../../parts/repository-columns.tsx";
import { pathTo } from "../../path-builder.ts";
import type { Column } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type Filter, FilterBar } from "../../ui/filter-bar.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { FoundCommits } from "./found-commits.tsx";

const filters: readonly Filter[] = [
  { name: "query", label: "Search", placeholder: "A part of its name, or the sha of a commit" },
];

/** The repositories whose commits are recorded here. */
export function RepositoriesPage() {
  const organization = usePathParam("organization");
  const [search, setSearch] = useSearchState();
  const { query, cursor } = search;
  return (
    <>
      <PageHeader
        title="Repositories"
        text="Those that are linked, and those whose commits a build has sent."
        actions={
          <PageLinkButton to={pathTo("integrations", { organization })}>
            Link a repository
          </PageLinkButton>
        }
      />
      <FilterBar filters={filters} values={search} onChange={setSearch} />
      <FoundCommits organization={organization} query={query ?? ""} />
      <PagedTable
        label="Repositories"
        columns={columnsOf(organization)}
        keyOf={({ id }) => id}
        query={useRepositories(organization, { query, cursor })}
        empty={
          query ? (
            <EmptyState
              title="No repository is called that"
              text="Search for a part of its name."
            />
          ) : (
            <EmptyState
              title="No repository is linked yet"
              text="Link one in an integration. Its newest commits appear here within seconds."
            />
          )
        }
      />
    </>
  );
}

function columnsOf(organization: string): readonly Column<LinkedRepositoryAnswer>[] {
  return [
    ...repositoryColumns(organization),
    {
      header: "Integration",
      cell: ({ integrationId, name }) =>
        integrationId === null ? (
          "–"
        ) : (
          <PageLink
            to={pathTo("integration", { organization, integration: integrationId })}
            search={{ query: name }}
          >
            Manage
            <span className="visually-hidden"> {name}</span>
          </PageLink>
        ),
    },
  ];
}
