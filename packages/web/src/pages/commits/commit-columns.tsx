import { Text } from "@mantine/core";
import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { PageLink } from "../../frame/page-link.tsx";
import { ReleaseLink } from "../../parts/release-link.tsx";
import { pathTo } from "../../path-builder.ts";
import type { Column } from "../../ui/data-table.tsx";
import { LongText } from "../../ui/long-text.tsx";
import { OutsideLink } from "../../ui/outside-link.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { CommitReferences } from "./commit-references.tsx";
import { FileCount } from "./file-count.tsx";
import { subjectOf } from "../../ui/subject-of.ts";

/** What the list tells of each commit. */
export function commitColumns(
  organization: string,
  repository: string,
): readonly Column<RepositoryCommitAnswer>[] {
  return [
    {
      header: "Commit",
      cell: ({ id, message }) => (
        <>
          <PageLink to={pathTo("commit", { organization, repository, sha: id })}>
            <LongText text={subjectOf(message) || "No message"} lines={2} />
          </PageLink>
          <Text size="sm" c="dimmed" ff="monospace">
            {id.slice(0, 12)}
          </Text>
        </>
      ),
    },
    {
      header: "Author",
      cell: ({ author, dateCreated }) => (
        <>
          <TextFromOutside text={author.name ?? author.email} lines={2} />
          <Text size="sm" c="dimmed">
            <RelativeTime time={dateCreated} />
          </Text>
        </>
      ),
    },
    { header: "Branch", cell: ({ branch }) => <TextFromOutside text={branch} /> },
    { header: "Issues", cell: ({ references }) => <CommitReferences references={references} /> },
    {
      header: "Release",
      // Listed newest first: the last is the first that has it.
      cell: ({ releases }) => (
        <ReleaseLink organization={organization} version={releases.at(-1)?.version} />
      ),
    },
    { header: "Files", align: "end", cell: (commit) => <FileCount commit={commit} /> },
    {
      header: "Bitbucket",
      cell: ({ url, id }) => (
        <OutsideLink url={url} label={`Open ${id.slice(0, 12)} in Bitbucket`}>
          Open
        </OutsideLink>
      ),
    },
  ];
}
