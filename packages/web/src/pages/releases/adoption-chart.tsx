import { Skeleton, Text } from "@mantine/core";
import type { AdoptionAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { useMemo } from "react";
import { Chart } from "../../ui/chart.tsx";
import { describeAdoption } from "./describe-adoption.ts";

const HEIGHT = 36;

interface AdoptionChartProps {
  /** undefined while it is asked for. */
  adoption: AdoptionAnswer | undefined;
  version: string;
}

/** How many events of a release there were on each of the last days. */
export function AdoptionChart({ adoption, version }: AdoptionChartProps) {
  const shown = useMemo(() => toShown(adoption, version), [adoption, version]);
  if (!adoption) return <Skeleton height={HEIGHT} width="8rem" />;
  if (!shown || shown.total === 0) return "none lately";
  return (
    <div style={{ width: "8rem" }}>
      <Chart title={`Events of ${version} by day`} height={HEIGHT} isSpark {...shown.chart} />
      <Text size="sm" c="dimmed">
        {shown.total.toLocaleString("en")} in {shown.chart.times.length} days
      </Text>
    </div>
  );
}

function toShown(adoption: AdoptionAnswer | undefined, version: string) {
  const release = adoption?.releases.find((one) => one.version === version);
  if (!adoption || !release) return undefined;
  const { events, total } = release;
  const times = adoption.intervals.map((time) => Date.parse(time));
  const summary = describeAdoption(times, events);
  return { total, chart: { times, summary, series: [{ label: "Events", values: events }] } };
}
