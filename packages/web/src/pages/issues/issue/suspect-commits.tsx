import { Skeleton, Stack, Text } from "@mantine/core";
import { useSuspectCommits } from "../../../api/issue-events.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { Section } from "../../../ui/section.tsx";
import { CommitSummary } from "../../../parts/commit-summary.tsx";

/** Whose commits changed the files that the newest event leads through. */
export function SuspectCommits(props: { organization: string; issue: string }) {
  const { data, error, refetch } = useSuspectCommits(props.organization, props.issue);
  const commits = data?.committers.flatMap((committer) => committer.commits);
  return (
    <Section title="Suspect commits">
      {error && !data && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton height="3rem" />}
      {commits?.length === 0 && (
        <Text size="sm" c="dimmed">
          None. The files of the stack trace have to be of a linked repository, and changed in its
          releases.
        </Text>
      )}
      <Stack gap="sm">
        {commits?.map((commit) => (
          <CommitSummary key={commit.id} organization={props.organization} commit={commit} />
        ))}
      </Stack>
    </Section>
  );
}
