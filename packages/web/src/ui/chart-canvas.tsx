import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartProps } from "./chart.tsx";

const STROKES = {
  light: { axis: "#625a6e", grid: "#e6e2ec", lines: ["#5748ad", "#b3202a", "#17592f", "#704a00"] },
  dark: { axis: "#b1a9bd", grid: "#3a3448", lines: ["#b3a9ea", "#ff8f8f", "#a4e2b9", "#ffd88a"] },
};

/** Half of the last time that stands under the chart, in pixels. */
const LABEL_ROOM = 28;

/** Nothing that is drawn is counted in halves. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, n) =>
  [1, 2, 5].map((step) => step * 10 ** n),
).flat();

/** Drawn anew when the data, the width or the colour scheme changes. */
export function ChartCanvas(props: ChartProps & { height: number }) {
  const { times, series, height, isSpark = false } = props;
  const scheme = useComputedColorScheme("light");
  const { ref: frame, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!target.current || width === 0) return undefined;
    const { axis, grid, lines } = STROKES[scheme];
    const axes = { stroke: axis, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
    const plot = new UPlot(
      {
        width,
        height,
        cursor: { show: !isSpark, drag: { x: false, y: false } },
        legend: { show: series.length > 1, live: false },
        padding: [null, isSpark ? null : LABEL_ROOM, null, null],
        axes: isSpark
          ? [{ show: false }, { show: false }]
          : [
              { ...axes, values: wordTimes },
              { ...axes, size: 44, incrs: WHOLE_STEPS },
            ],
        scales: { y: { range: (_, __, most) => [0, most || 1] } },
        series: [
          {},
          ...series.map(({ label }, n) => ({ label, stroke: lines[n % lines.length], width: 2 })),
        ],
      },
      [times.map((time) => time / 1_000), ...series.map(({ values }) => [...values])],
      target.current,
    );
    return () => plot.destroy();
  }, [times, series, width, height, isSpark, scheme]);
  return (
    <div ref={frame} style={{ minHeight: height }}>
      <div ref={target} />
    </div>
  );
}

const DAY_S = 86_400;
const hour = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** @param seconds since the epoch */
function wordTimes(_: UPlot, seconds: number[]): string[] {
  const [first = 0, last = 0] = [seconds.at(0), seconds.at(-1)];
  const form = last - first > 2 * DAY_S ? day : hour;
  return seconds.map((second) => form.format(second * 1_000));
}
