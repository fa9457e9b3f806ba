import { Paper, SimpleGrid, Text } from "@mantine/core";
import type { JobStatsAnswer } from "@sentry-bitbucket-server/api-contract/job";
import { useMemo } from "react";
import { Chart, type Series } from "../../ui/chart.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { summarizeSeries } from "./summarize-series.ts";

type Samples = JobStatsAnswer["samples"];

/** How many jobs waited, and how long the oldest did. */
export function BacklogCharts({ samples }: { samples: Samples }) {
  const charts = useMemo(() => toCharts(samples), [samples]);
  if (samples.length < 2) {
    return <Text c="dimmed">A chart is here when the service has run for ten minutes.</Text>;
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {charts.map((chart) => (
        <Paper key={chart.title} withBorder radius="md" p="md">
          <Text fw={600}>{chart.title}</Text>
          <Text c="dimmed" size="sm" mb="xs">
            {chart.summary}
          </Text>
          <Chart {...chart} />
        </Paper>
      ))}
    </SimpleGrid>
  );
}

const SECOND_MS = 1_000;

/** Nobody waits for less than a second. */
const wordAge = (age: number) => (age < SECOND_MS ? "0 s" : formatDuration(age));

function toCharts(samples: Samples) {
  const times = samples.map(({ date }) => Date.parse(date));
  const waiting = samples.map((sample) => sample.waiting);
  const ages = samples.map(({ oldestAge }) => oldestAge ?? 0);
  const depth: Series[] = [
    { label: "Waiting", values: waiting },
    { label: "Set aside", values: samples.map(({ setAside }) => setAside) },
  ];
  const age = { label: "Seconds", values: ages.map((value) => value / SECOND_MS) };
  return [
    { title: "Jobs that wait", summary: summarizeSeries(waiting), times, series: depth },
    {
      title: "Age of the oldest, in seconds",
      summary: summarizeSeries(ages, wordAge),
      times,
      series: [age],
    },
  ];
}
