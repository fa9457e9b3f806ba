import { Button, Group, Stack } from "@mantine/core";
import { type IntegrationKey, useLinkedRepositories } from "../../../api/linked-repositories.ts";
import { useRefusal } from "../../../api/membership.ts";
import { PagedTable } from "../../../lists/paged-table.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { FilterBar } from "../../../ui/filter-bar.tsx";
import { LinkPanel } from "./link-panel.tsx";
import { LinkProgress } from "./link-progress.tsx";
import { repositoryColumnsFor } from "./repository-columns.tsx";
import { RepositoryMenu } from "./repository-menu.tsx";

/** What is linked, how it is, and what else could be. The search of both, and whether more are to be linked, stand in the address. */
export function RepositoriesTab({ of }: { of: IntegrationKey }) {
  const [{ query: filter, cursor, search, link }, setSearch] = useSearchState();
  const isLinking = link !== undefined;
  const query = useLinkedRepositories(of, { query: filter, cursor });
  const refusal = useRefusal(of.organization, "org:integrations");
  const isFirst = query.data?.rows.length === 0 && !filter && !cursor;
  const close = () => setSearch({ link: undefined, search: undefined });
  return (
    <Stack>
      <LinkProgress of={of} refusal={refusal} />
      {(isLinking || isFirst) && (
        <LinkPanel
          of={of}
          search={search ?? ""}
          refusal={refusal}
          onSearch={(text, how) => setSearch({ search: text || undefined }, how)}
          onClose={isFirst ? undefined : close}
        />
      )}
      {!isFirst && (
        <>
          <Group justify="space-between" align="flex-end">
            <FilterBar
              filters={[{ name: "query", label: "Name contains", placeholder: "SHOP/web" }]}
              values={{ query: filter }}
              onChange={setSearch}
            />
            {!isLinking && (
              <Button onClick={() => setSearch({ link: "more" })} mb="md">
                Link repositories
              </Button>
            )}
          </Group>
          <PagedTable
            label="Linked repositories"
            columns={[
              ...repositoryColumnsFor(of.organization),
              {
                header: "Actions",
                cell: (repository) => (
                  <RepositoryMenu of={of} repository={repository} refusal={refusal} />
                ),
              },
            ]}
            keyOf={({ id }) => id}
            query={query}
            empty={
              <EmptyState
                title="No linked repository has such a name"
                text="Clear the filter to see all of them."
              />
            }
          />
        </>
      )}
    </Stack>
  );
}
