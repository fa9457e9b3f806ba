import { List, Stack, Text, Title } from "@mantine/core";
import type { DeliveryDetailAnswer } from "@sentry-bitbucket-server/api-contract/delivery";
import type { ReactNode } from "react";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { CommitLink } from "../../parts/commit-link.tsx";
import { subjectOf } from "../../ui/subject-of.ts";

/** The commits, references and resolutions that it was the first to bring. */
export function DeliveryOutcome(props: { organization: string; delivery: DeliveryDetailAnswer }) {
  const { organization, delivery } = props;
  const { commits, references, resolutions, unknownIssues } = delivery;
  const { repository, isOutcomeTruncated } = delivery;
  if (commits.length + references.length + resolutions.length === 0) {
    return <Text c="dimmed">{wordNothing(delivery)}</Text>;
  }
  return (
    <Stack>
      <Part title="Commits" count={commits.length}>
        {commits.map(({ id, message, author }) => (
          <List.Item key={id}>
            <CommitLink organization={organization} repository={repository?.id} sha={id} />{" "}
            <TextFromOutside text={subjectOf(message)} />{" "}
            <Text span c="dimmed">
              by <TextFromOutside text={author.name ?? author.email} />
            </Text>
          </List.Item>
        ))}
      </Part>
      <Part title="Issues that these name" count={references.length}>
        {references.map((issue) => (
          <IssueItem
            key={`${issue.id} ${issue.commit}`}
            organization={organization}
            issue={issue}
          />
        ))}
      </Part>
      <Part title="Names that lead to no issue" count={unknownIssues.length}>
        {unknownIssues.map(({ name, commit, reason }) => (
          <List.Item key={`${name} ${commit}`}>
            <TextFromOutside text={reason} />{" "}
            <Text span c="dimmed">
              Named in{" "}
              <CommitLink organization={organization} repository={repository?.id} sha={commit} />.
            </Text>
          </List.Item>
        ))}
      </Part>
      <Part title="Issues resolved" count={resolutions.length}>
        {resolutions.map((issue) => (
          <IssueItem key={issue.id} organization={organization} issue={issue} />
        ))}
      </Part>
      {isOutcomeTruncated && <Text c="dimmed">There is more: only 100 of each are shown.</Text>}
      {repository && (
        <PageLink to={pathTo("commits", { organization, repository: repository.id })}>
          All commits of <TextFromOutside text={repository.name} />
        </PageLink>
      )}
    </Stack>
  );
}

function Part(props: { title: string; count: number; children: ReactNode }) {
  const { title, count, children } = props;
  if (count === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      <List spacing={4}>{children}</List>
    </div>
  );
}

interface IssueItemProps {
  organization: string;
  issue: { id: string; shortId: string; title: string };
}

function IssueItem({ organization, issue: { id, shortId, title } }: IssueItemProps) {
  return (
    <List.Item>
      <PageLink to={pathTo("issue", { organization, issue: id })}>{shortId}</PageLink>{" "}
      <TextFromOutside text={title} />
    </List.Item>
  );
}

function wordNothing({ state }: DeliveryDetailAnswer): string {
  if (state === "pending") return "Nothing so far: it waits for its turn.";
  if (state === "failed") return "Nothing, or only what came before it failed. Replay it.";
  if (state === "ignored") return "Nothing: it was ignored.";
  return "Nothing new: what it tells of was known already, or brings no commits.";
}
