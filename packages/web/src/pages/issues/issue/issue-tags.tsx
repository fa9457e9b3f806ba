import { Skeleton, Stack, Text } from "@mantine/core";
import type { TagKeyAnswer } from "@sentry-bitbucket-server/api-contract/tag";
import { useIssueTags } from "../../../api/issue-events.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import classes from "./issue-tags.module.css";

/** Of each tag the values that most events of the issue have. */
export function IssueTags(props: { organization: string; issue: string }) {
  const { data, error, refetch } = useIssueTags(props.organization, props.issue);
  return (
    <Section title="Tags">
      {error && !data && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton height="6rem" />}
      {data?.length === 0 && <Text c="dimmed">Its events have none.</Text>}
      <Stack gap="md">
        {data?.map((tag) => (
          <Tag key={tag.key} tag={tag} />
        ))}
      </Stack>
    </Section>
  );
}

const MOST_SHOWN = 3;

function Tag({ tag: { name, topValues, uniqueValues, totalValues } }: { tag: TagKeyAnswer }) {
  const others = uniqueValues - Math.min(topValues.length, MOST_SHOWN);
  return (
    <div>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <ul className={classes["values"]}>
        {topValues.slice(0, MOST_SHOWN).map(({ value, name: shown, count }) => (
          <li key={value}>
            <TextFromOutside text={shown} lines={1} />
            <span>{Math.round((100 * count) / totalValues)} %</span>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <Text size="sm" c="dimmed">
          and {others} more
        </Text>
      )}
    </div>
  );
}
