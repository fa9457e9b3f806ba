import { Group, Stack, Text } from "@mantine/core";
import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { PageLink } from "../frame/page-link.tsx";
import { pathTo } from "../path-builder.ts";
import type { Column } from "../ui/data-table.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextFromOutside } from "../ui/text-from-outside.tsx";
import { IssueLevel } from "./issue-level.tsx";
import { IssueStatus } from "./issue-status.tsx";

/** An issue in any list. */
export function issueColumns(organization: string): readonly Column<IssueAnswer>[] {
  return [
    {
      header: "Issue",
      cell: (issue) => <IssueInList organization={organization} issue={issue} />,
    },
    {
      header: "Events",
      align: "end",
      cell: ({ count }) => Number(count).toLocaleString("en"),
    },
    {
      header: "Users",
      align: "end",
      cell: ({ userCount }) => userCount.toLocaleString("en"),
    },
    { header: "Last seen", cell: ({ lastSeen }) => <RelativeTime time={lastSeen} /> },
    { header: "First seen", cell: ({ firstSeen }) => <RelativeTime time={firstSeen} /> },
    {
      header: "Assignee",
      cell: ({ assignedTo }) =>
        assignedTo ? (
          <TextFromOutside text={assignedTo.name || assignedTo.email} lines={1} />
        ) : (
          <Text c="dimmed" inherit>
            nobody
          </Text>
        ),
    },
  ];
}

function IssueInList({ organization, issue }: { organization: string; issue: IssueAnswer }) {
  const { id, title, culprit, shortId, project } = issue;
  return (
    <Stack gap={4}>
      <Text fw={600} component="div">
        <PageLink to={pathTo("issue", { organization, issue: id })}>
          <TextFromOutside text={title} lines={2} />
        </PageLink>
      </Text>
      {culprit !== null && culprit !== "" && (
        <Text size="sm" c="dimmed" component="div">
          <TextFromOutside text={culprit} lines={1} />
        </Text>
      )}
      <Group gap="xs">
        <IssueStatus issue={issue} />
        <IssueLevel level={issue.level} />
        <Text size="sm" c="dimmed" component="span" title={`Project ${project.slug}`}>
          {shortId}
        </Text>
      </Group>
    </Stack>
  );
}
