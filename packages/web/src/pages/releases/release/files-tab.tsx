import type { CommitFileAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { useReleaseFiles } from "../../../api/releases.ts";
import { PagedTable } from "../../../lists/paged-table.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { CommitLink } from "../../../parts/commit-link.tsx";
import { OutsideLink } from "../../../ui/outside-link.tsx";
import { StateBadge } from "../../../ui/state-badge.tsx";
import { subjectOf } from "../../../ui/subject-of.ts";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import type { ReleaseTabProps } from "./release-tab-props.ts";

const CHANGES = {
  A: { tone: "good", word: "added" },
  M: { tone: "neutral", word: "modified" },
  D: { tone: "bad", word: "deleted" },
} as const;

const columnsOf = (organization: string): readonly Column<CommitFileAnswer>[] => [
  { header: "File", cell: (file) => <FileName file={file} /> },
  {
    header: "Change",
    cell: ({ type }) => <StateBadge tone={CHANGES[type].tone}>{CHANGES[type].word}</StateBadge>,
  },
  { header: "Repository", cell: ({ repoName }) => <TextFromOutside text={repoName} /> },
  {
    header: "Commit",
    cell: ({ repositoryId, commitId, commitMessage, commitUrl }) => (
      <>
        <TextFromOutside text={subjectOf(commitMessage)} lines={1} />
        <CommitLink
          organization={organization}
          repository={repositoryId}
          sha={commitId}
          url={commitUrl}
        />
      </>
    ),
  },
  {
    header: "Author",
    cell: ({ author }) => <TextFromOutside text={author.name ?? author.email} />,
  },
];

/** Leads to the file in Bitbucket, as the commit left it. */
function FileName({ file: { filename, url } }: { file: CommitFileAnswer }) {
  const name = <TextFromOutside text={filename} />;
  return url === null ? name : <OutsideLink url={url}>{name}</OutsideLink>;
}

/** What each commit of a release changed, newest commit first. */
export function FilesTab({ organization, version }: ReleaseTabProps) {
  const [{ cursor }] = useSearchState();
  return (
    <PagedTable
      label="Files changed"
      columns={columnsOf(organization)}
      keyOf={({ id }) => id}
      query={useReleaseFiles(organization, version, { cursor })}
      empty={
        <EmptyState
          title="No file was changed"
          text="The release has no commits, or they were sent without their files."
        />
      }
    />
  );
}
