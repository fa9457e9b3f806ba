import { Text } from "@mantine/core";
import type { PreviewedReleaseAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useRulesPreview } from "../../api/completion-rules.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { StateBadge } from "../../ui/state-badge.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { describeBy, summarize } from "./describe-preview.ts";

const columns: readonly Column<PreviewedReleaseAnswer>[] = [
  { header: "Release", cell: ({ version }) => <TextFromOutside text={version} /> },
  { header: "Made", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
  {
    header: "Would be completed",
    cell: ({ wouldBeCompleted }) => (
      <StateBadge tone={wouldBeCompleted ? "good" : "neutral"}>
        {wouldBeCompleted ? "Yes" : "No"}
      </StateBadge>
    ),
  },
  {
    header: "Why",
    cell: (release) => (
      <div>
        {release.reason !== null && <TextFromOutside text={release.reason} />}
        {release.by && (
          <Text size={release.reason === null ? "md" : "sm"} component="div">
            <TextFromOutside text={describeBy(release)} />
          </Text>
        )}
      </div>
    ),
  },
];

/** What the saved rules would make of the newest releases there; nothing is changed by looking. */
export function RulesPreview({ project }: { project: string }) {
  const { data, error, refetch } = useRulesPreview(usePathParam("organization"), project);
  return (
    <Section
      title="What these rules would do"
      text={
        data && data.length > 0 ? summarize(data) : "The newest 50 releases there are looked at."
      }
    >
      <DataTable
        label="Preview"
        columns={columns}
        keyOf={({ version }) => version}
        rows={data}
        problem={error ? sentenceOf(error) : undefined}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            title="It has no release there"
            text="When it has some, they are judged here by the rules."
          />
        }
      />
    </Section>
  );
}
