import { Group, Skeleton, Stack } from "@mantine/core";
import { useCompletionRules } from "../../api/completion-rules.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PageLink } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { Problem } from "../../ui/problem.tsx";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { RulesForm } from "./rules-form.tsx";
import { RulesPreview } from "./rules-preview.tsx";

/** How releases of a project that appear there without commits are told theirs, and what comes of that. */
export function ProjectRules({ project }: { project: string }) {
  const organization = usePathParam("organization");
  const { data: rules, error, refetch } = useCompletionRules(organization, project);
  return (
    <Stack gap="xl">
      <Group>
        <PageLink to={pathTo("upstream", { organization })} search={{ tab: "rules" }}>
          All projects
        </PageLink>
      </Group>
      <Section
        title={`Rules of ${project}`}
        text="When a release appears there without commits, these tell which commit it is, and so which commits it has. The surest comes first."
      >
        {error && !rules && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
        {!rules && !error && <Skeleton height="16rem" />}
        {rules && <RulesForm project={project} rules={rules} />}
      </Section>
      <RulesPreview project={project} />
    </Stack>
  );
}
