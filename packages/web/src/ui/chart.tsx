import { Skeleton, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { UnlessBroken } from "./unless-broken.tsx";

export interface Series {
  label: string;
  /** One for each time; null where nothing is known. */
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  /**
   * What can be seen in it, as a sentence, for those who cannot: `Rises from 3 to 40.` Who shows more than a
   * line writes it beside the chart.
   */
  summary: string;
  /** Epoch milliseconds, rising. */
  times: readonly number[];
  series: readonly Series[];
  /** Pixels. @default 160 */
  height?: number;
  /** The line alone, for a row of a table: no axes. @default false */
  isSpark?: boolean;
}

const ChartCanvas = lazy(async () => ({
  default: (await import("./chart-canvas.tsx")).ChartCanvas,
}));

/**
 * Lines over time. What draws them is loaded when there is one to be drawn; where that fails, as after
 * an upgrade or in a language that the browser does not know, they are told in words.
 */
export function Chart(props: ChartProps) {
  const { title, summary, height = 160 } = props;
  return (
    <UnlessBroken instead={<InWords {...props} />}>
      <figure style={{ margin: 0 }} role="img" aria-label={`${title}. ${summary}`}>
        <Suspense fallback={<Skeleton height={height} />}>
          <ChartCanvas {...props} height={height} />
        </Suspense>
      </figure>
    </UnlessBroken>
  );
}

/**
 * It is not tried again here: browsers keep it that a part of a page could not be loaded. Beside a chart with
 * axes stands its summary already.
 */
function InWords({ summary, isSpark = false }: ChartProps) {
  if (isSpark) return <Text size="sm">{summary}</Text>;
  return (
    <Text size="sm" c="dimmed">
      The chart could not be drawn. To load the page again may help.
    </Text>
  );
}
