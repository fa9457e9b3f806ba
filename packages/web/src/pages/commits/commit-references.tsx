import { Group } from "@mantine/core";
import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";

type Reference = RepositoryCommitAnswer["references"][number];

const TONES: Readonly<Record<Reference["status"], Tone>> = {
  unresolved: "warning",
  resolved: "good",
  ignored: "neutral",
};

/** The issues that a commit names, each with its state. */
export function CommitReferences({ references }: { references: readonly Reference[] }) {
  if (references.length === 0) return <>–</>;
  return (
    <Group gap={6}>
      {references.map(({ id, shortId, title, status }) => (
        <span key={id} title={title}>
          <StateBadge tone={TONES[status]}>
            {shortId} {status}
          </StateBadge>
        </span>
      ))}
    </Group>
  );
}
