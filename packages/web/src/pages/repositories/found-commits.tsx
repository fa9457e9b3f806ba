import { Stack } from "@mantine/core";
import { useFoundCommits } from "../../api/repositories.ts";
import { CommitSummary } from "../../parts/commit-summary.tsx";
import { Section } from "../../ui/section.tsx";

/** Who searches for a sha among the repositories wants its commit. */
export function FoundCommits({ organization, query }: { organization: string; query: string }) {
  const { data: commits } = useFoundCommits(organization, query);
  if (!commits || commits.length === 0) return null;
  return (
    <Section title="Commits with this sha">
      <Stack gap="sm" mb="lg">
        {commits.map((commit) => (
          <CommitSummary
            key={`${commit.repository.id} ${commit.id}`}
            organization={organization}
            commit={commit}
          />
        ))}
      </Stack>
    </Section>
  );
}
