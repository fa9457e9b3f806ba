import { Group } from "@mantine/core";
import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { wordIssueStatus } from "../../parts/issue-status.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { usePathParam } from "../../use-path-param.ts";

type Reference = RepositoryCommitAnswer["references"][number];

/** The issues that a commit names, each with its state. */
export function CommitReferences({ references }: { references: readonly Reference[] }) {
  const organization = usePathParam("organization");
  if (references.length === 0) return <>–</>;
  return (
    <Group gap={6}>
      {references.map((reference) => (
        <ReferenceLink key={reference.id} organization={organization} reference={reference} />
      ))}
    </Group>
  );
}

function ReferenceLink(props: { organization: string; reference: Reference }) {
  const { organization, reference } = props;
  const { id, shortId, title } = reference;
  const [tone, word] = wordIssueStatus(reference);
  return (
    <span title={title}>
      <PageLink to={pathTo("issue", { organization, issue: id })}>
        <StateBadge tone={tone}>
          {shortId} {word.toLowerCase()}
        </StateBadge>
      </PageLink>
    </span>
  );
}
