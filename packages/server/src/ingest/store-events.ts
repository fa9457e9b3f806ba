import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import type { Project } from "../organizations/project-store.ts";
import type { PreparedEvent } from "./prepare-event.ts";
import { recordTags } from "./record-tags.ts";
import { storeEvent } from "./store-event.ts";
import type { TaggedEvent } from "./tally-tags.ts";

/** The events of one request. */
export interface Report {
  project: Project;
  events: PreparedEvent[];
}

/** Stores the events of many requests in the caller's transaction, and counts their tags together. */
export async function storeEvents(
  trx: Database,
  enqueue: Enqueue,
  reports: Report[],
): Promise<void> {
  const stored: TaggedEvent[] = [];
  for (const { project, events } of reports) {
    for (const prepared of events) {
      const result = await storeEvent(trx, enqueue, project, prepared);
      if (result.outcome === "duplicate") continue;
      const { issueId } = result;
      stored.push({ issueId, occurredAt: prepared.event.timestamp, tags: prepared.tags });
    }
  }
  await recordTags(trx, stored);
}
