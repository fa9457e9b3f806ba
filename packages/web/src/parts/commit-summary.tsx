import { Text } from "@mantine/core";
import type { CommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { CommitLink } from "./commit-link.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { subjectOf } from "../ui/subject-of.ts";
import { TextFromOutside } from "../ui/text-from-outside.tsx";

/** A commit in two lines: what it says, and by whom, where and when. */
export function CommitSummary(props: { organization: string; commit: CommitAnswer }) {
  const { organization, commit } = props;
  const { id, message, author, repository, dateCreated, url } = commit;
  return (
    <div>
      <TextFromOutside text={subjectOf(message)} lines={2} />
      <Text size="sm" c="dimmed" component="div">
        <TextFromOutside text={author.name ?? author.email ?? undefined} />
        {", "}
        <CommitLink organization={organization} repository={pageOf(commit)} sha={id} url={url} />
        {" of "}
        <TextFromOutside text={repository.name} />
        {", "}
        <RelativeTime time={dateCreated} />
      </Text>
    </div>
  );
}

/** The number of the repository below which a commit has its page; only linked ones have. */
export function pageOf({ repository: { id, integrationId } }: CommitAnswer): string | undefined {
  return integrationId === null ? undefined : id;
}
