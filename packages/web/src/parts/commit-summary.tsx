import { Text } from "@mantine/core";
import type { CommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { RelativeTime } from "../ui/relative-time.tsx";
import { TextFromOutside } from "../ui/text-from-outside.tsx";
import { CommitLink } from "./commit-link.tsx";

/** A commit in two lines: what it says, and by whom, where and when. */
export function CommitSummary({ commit }: { commit: CommitAnswer }) {
  const { id, url, message, author, repository, dateCreated } = commit;
  return (
    <div>
      <TextFromOutside text={message} lines={2} />
      <Text size="sm" c="dimmed" component="div">
        <TextFromOutside text={author.name ?? author.email ?? undefined} />
        {", "}
        <CommitLink sha={id} url={url} />
        {" of "}
        <TextFromOutside text={repository.name} />
        {", "}
        <RelativeTime time={dateCreated} />
      </Text>
    </div>
  );
}
