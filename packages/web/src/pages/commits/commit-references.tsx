import { Group } from "@mantine/core";
import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";
import { usePathParam } from "../../use-path-param.ts";

type Reference = RepositoryCommitAnswer["references"][number];

const TONES: Readonly<Record<Reference["status"], Tone>> = {
  unresolved: "warning",
  resolved: "good",
  ignored: "neutral",
};

/** The issues that a commit names, each with its state. */
export function CommitReferences({ references }: { references: readonly Reference[] }) {
  const organization = usePathParam("organization");
  if (references.length === 0) return <>–</>;
  return (
    <Group gap={6}>
      {references.map(({ id, shortId, title, status }) => (
        <span key={id} title={title}>
          <PageLink to={pathTo("issue", { organization, issue: id })}>
            <StateBadge tone={TONES[status]}>
              {shortId} {status}
            </StateBadge>
          </PageLink>
        </span>
      ))}
    </Group>
  );
}
