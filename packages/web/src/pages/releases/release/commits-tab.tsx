import { Select, Stack, Text } from "@mantine/core";
import { useReleaseCommits, useReleaseRepositories } from "../../../api/releases.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { PagedTable } from "../../../lists/paged-table.tsx";
import { CommitLink } from "../../../parts/commit-link.tsx";
import { toRepositoryChoices } from "../../../parts/to-repository-choices.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { pageOf } from "../../../parts/commit-summary.tsx";
import { subjectOf } from "../../../ui/subject-of.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import type { Column } from "../../../ui/data-table.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import type { CommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import type { ReleaseTabProps } from "./release-tab-props.ts";

const columnsOf = (organization: string): readonly Column<CommitAnswer>[] => [
  {
    header: "Commit",
    cell: (commit) => <CommitTitle organization={organization} commit={commit} />,
  },
  {
    header: "Author",
    cell: ({ author }) => <TextFromOutside text={author.name ?? author.email} />,
  },
  {
    header: "Repository",
    cell: (commit) => <RepositoryName organization={organization} commit={commit} />,
  },
  {
    header: "Sha",
    cell: (commit) => (
      <CommitLink
        organization={organization}
        repository={pageOf(commit)}
        sha={commit.id}
        url={commit.url}
      />
    ),
  },
  { header: "Written", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
];

/** The commits of a release, of all its repositories or of one. */
export function CommitsTab({ organization, version }: ReleaseTabProps) {
  const [{ repository, cursor }, change] = useSearchState();
  const { data: repositories = [] } = useReleaseRepositories(organization, version);
  const query = useReleaseCommits(organization, version, { repository, cursor });
  return (
    <Stack>
      {repositories.length > 1 && (
        <Select
          label="Repository"
          placeholder={`All ${repositories.length}`}
          data={toRepositoryChoices(repositories)}
          value={repository ?? null}
          onChange={(id) => change({ repository: id ?? undefined })}
          clearable
          maw="20rem"
        />
      )}
      <Text size="sm" c="dimmed">
        Merges are part of the release, and are neither listed nor counted here, as in Sentry.
      </Text>
      <PagedTable
        label="Commits"
        columns={columnsOf(organization)}
        keyOf={({ id, repository }) => `${repository.id} ${id}`}
        query={query}
        empty={
          <EmptyState
            title="It has no commits"
            text="A build tells them with sentry-cli releases set-commits, once the repository is linked."
          />
        }
      />
    </Stack>
  );
}

interface CommitCellProps {
  organization: string;
  commit: CommitAnswer;
}

function CommitTitle({ organization, commit }: CommitCellProps) {
  const title = <TextFromOutside text={subjectOf(commit.message)} lines={2} />;
  const repository = pageOf(commit);
  if (repository === undefined) return title;
  const to = pathTo("commit", { organization, repository, sha: commit.id });
  return <PageLink to={to}>{title}</PageLink>;
}

function RepositoryName({ organization, commit }: CommitCellProps) {
  const name = <TextFromOutside text={commit.repository.name} />;
  const repository = pageOf(commit);
  if (repository === undefined) return name;
  return <PageLink to={pathTo("commits", { organization, repository })}>{name}</PageLink>;
}
