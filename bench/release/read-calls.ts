/** What was asked of Bitbucket. */
export interface Calls {
  count: number;
  /** In ms, all together: of calls side by side, each. */
  ms: number;
  /** In ms, while at least one call was under way. */
  waitingMs: number;
}

interface LogLine {
  msg?: string;
  /** When it was written. */
  time: string;
  durationMs: number;
}

/** Reads the service's log, at level `debug`. @param since epoch milliseconds */
export function readCalls(log: string, since: number): Calls {
  const lines = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LogLine)
    .filter(({ msg, time }) => msg === "asked Bitbucket" && Date.parse(time) >= since);
  const spans = lines.map(({ time, durationMs }) => {
    const to = Date.parse(time);
    return { from: to - durationMs, to };
  });
  let waitingMs = 0;
  let covered = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    waitingMs += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  const ms = lines.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return { count: lines.length, ms, waitingMs };
}
