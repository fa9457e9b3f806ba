import type { LoggedRefChange, RefSource } from "../commits/types.ts";

/** More than that is not read; what is older shows in where the refs are now. */
const MOST_READ = 10_000;

/** What the host's log says since it was last read. */
export interface RefChangeLog {
  /** Oldest first. */
  changes: LoggedRefChange[];
  /** False: there may have been more, and the refs themselves must be compared. */
  isComplete: boolean;
  /** To read on from; null where there is no log. */
  newestId: number | null;
}

/**
 * Reads the log back to the entry that was dealt with last. That newer entries come first, with higher
 * numbers, is what every server seen does but no document promises: a log in another order is not used.
 * Pages begin at a position, so that who pushes between two of them shifts entries into the next again.
 * @param after null: it was never read, so all that is taken from it is where to begin
 */
export async function readRefChangeLog(
  source: RefSource,
  after: number | null,
): Promise<RefChangeLog> {
  const log = await source.listRefChanges();
  if (log === "unavailable") return { changes: [], isComplete: false, newestId: null };
  const newer: LoggedRefChange[] = [];
  const seen = new Set<number>();
  let isComplete = after === 0;
  for await (const change of log) {
    if (seen.has(change.id)) continue;
    const last = newer.at(-1);
    if (last && last.id < change.id) return { changes: [], isComplete: false, newestId: null };
    if (after !== null && change.id <= after) {
      isComplete = true;
      break;
    }
    newer.push(change);
    seen.add(change.id);
    if (after === null) break;
    if (newer.length === MOST_READ) {
      isComplete = false;
      break;
    }
  }
  const newestId = newer[0]?.id ?? after ?? 0;
  const changes = after === null ? [] : newer.toReversed();
  return { changes, isComplete, newestId };
}
