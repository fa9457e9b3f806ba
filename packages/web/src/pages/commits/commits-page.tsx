import { Text } from "@mantine/core";
import { useCommits, useRepository } from "../../api/repositories.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { isNotThere, NotThere } from "../../frame/not-there.tsx";
import { PageLink } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type Filter, FilterBar } from "../../ui/filter-bar.tsx";
import { OutsideLink } from "../../ui/outside-link.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Problem } from "../../ui/problem.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { commitColumns } from "./commit-columns.tsx";
import { parseCommitSearch } from "../../api/parse-commit-search.ts";

const filters: readonly Filter[] = [
  { name: "query", label: "Search", placeholder: "Sha or e-mail address of an author" },
];

/** The commits of a repository, newest first. */
export function CommitsPage() {
  const organization = usePathParam("organization");
  const id = usePathParam("repository");
  const [search, setSearch] = useSearchState();
  const { query = "", cursor } = search;
  const wanted = parseCommitSearch(query);
  const repository = useRepository(organization, id);
  const commits = useCommits(organization, id, { query: wanted, cursor });
  const back = <PageLink to={pathTo("repositories", { organization })}>All repositories</PageLink>;
  if (isNotThere(repository.error)) return <NotThere error={repository.error}>{back}</NotThere>;
  if (repository.error && !repository.data) {
    const retry = () => void repository.refetch();
    return (
      <>
        <PageHeader title="Commits" />
        <Problem text={sentenceOf(repository.error)} onRetry={retry} />
      </>
    );
  }
  return (
    <>
      {back}
      <PageHeader
        title={repository.data?.name ?? "Commits"}
        text="Its commits that were pushed or released, newest first."
        actions={
          repository.data?.url && (
            <OutsideLink url={repository.data.url}>Open in Bitbucket</OutsideLink>
          )
        }
      />
      <FilterBar filters={filters} values={search} onChange={setSearch} />
      <Text role="status" size="sm" c="dimmed" mb="xs">
        {query && !wanted
          ? "Go on: commits are found by 4 digits of a sha or more, or a whole e-mail address. All are shown."
          : "Commits are found by 4 digits of a sha or more, or the e-mail address of an author."}
      </Text>
      <PagedTable
        label="Commits"
        columns={commitColumns(organization, id)}
        keyOf={(commit) => commit.id}
        query={commits}
        empty={
          wanted ? (
            <EmptyState
              title="No commit is like that"
              text="It was not pushed yet, or is in another repository."
            />
          ) : (
            <EmptyState
              title="No commit is recorded yet"
              text="Push one, or wait for the first look at the repository to end."
            />
          )
        }
      />
    </>
  );
}
