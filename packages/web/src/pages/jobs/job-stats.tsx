import { Group, Paper, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import type { JobStatsAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useJobStats } from "../../api/jobs.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Problem } from "../../ui/problem.tsx";
import { BacklogCharts } from "./backlog-charts.tsx";

/** What waits now, and how it was in the last day. */
export function JobStats({ organization }: { organization: string }) {
  const { data, error, refetch } = useJobStats(organization);
  if (error && !data) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="16rem" />;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {wordFigures(data).map(({ name, value, more }) => (
          <Paper key={name} withBorder radius="md" p="md">
            <Text c="dimmed" size="sm">
              {name}
            </Text>
            <Group gap="xs" align="baseline">
              <Text fw={600} size="xl">
                {value}
              </Text>
              <Text c="dimmed" size="sm">
                {more}
              </Text>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
      <BacklogCharts samples={data.samples} />
    </Stack>
  );
}

function wordFigures({ waiting, lanes, oldestAge, setAside }: JobStatsAnswer) {
  return [
    { name: "Waiting", value: waiting, more: lanes === 1 ? "in 1 lane" : `in ${lanes} lanes` },
    {
      name: "Oldest has waited",
      value: oldestAge === null ? "–" : formatDuration(oldestAge),
      more: oldestAge === null ? "none waits" : "",
    },
    { name: "Set aside", value: setAside, more: setAside === 0 ? "nothing to do" : "replay them" },
  ];
}
