import { useSyncExternalStore } from "react";
import { formatRelativeTime } from "./format-relative-time.ts";

const TICK_MS = 20_000;

/** How long ago something was, kept right while the page is open; the exact time on hover. */
export function RelativeTime({ time }: { time: string | null | undefined }) {
  const now = useSyncExternalStore(subscribe, readTick);
  if (!time) return <>never</>;
  const date = new Date(time);
  return (
    <time dateTime={time} title={exact.format(date)} style={{ whiteSpace: "nowrap" }}>
      {formatRelativeTime(date.getTime(), now)}
    </time>
  );
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

let tick = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const readTick = () => tick;

/** One timer for all that are shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  tick = Date.now();
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
