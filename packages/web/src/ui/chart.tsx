import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

export interface Series {
  label: string;
  /** One for each time; null where nothing is known. */
  values: readonly (number | null)[];
}

export interface ChartProps {
  title: string;
  /** What can be seen in it, as a sentence, for those who cannot: `Rises from 3 to 40.` */
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

/** Lines over time. What draws them is loaded when there is one to be drawn. */
export function Chart(props: ChartProps) {
  const { title, summary, height = 160 } = props;
  return (
    <figure style={{ margin: 0 }} role="img" aria-label={`${title}. ${summary}`}>
      <Suspense fallback={<Skeleton height={height} />}>
        <ChartCanvas {...props} height={height} />
      </Suspense>
    </figure>
  );
}
