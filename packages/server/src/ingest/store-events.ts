import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { applyReachedSnoozes } from "../issues/apply-snooze-end.ts";
import { ensureEnvironments } from "../organizations/environment-store.ts";
import { ensurePlatforms } from "../organizations/platform-store.ts";
import type { Project } from "../organizations/project-store.ts";
import type { PreparedEvent } from "./prepare-event.ts";
import { recordTags } from "./record-tags.ts";
import { storeEvent } from "./store-event.ts";

/** The events of one request. */
export interface Report {
  project: Project;
  events: PreparedEvent[];
}

/**
 * Stores the events of many requests in the caller's transaction. What they have in common, such as
 * tags, is written once for all of them.
 */
export async function storeEvents(
  trx: Database,
  enqueue: Enqueue,
  reports: Report[],
): Promise<void> {
  const stored: { projectId: number; issueId: number; prepared: PreparedEvent }[] = [];
  for (const { project, events } of reports) {
    for (const prepared of events) {
      const result = await storeEvent(trx, enqueue, project, prepared);
      if (result.outcome === "duplicate") continue;
      stored.push({ projectId: project.id, issueId: result.issueId, prepared });
    }
  }
  const tagged = stored.map(({ issueId, prepared: { event, summary } }) => ({
    issueId,
    occurredAt: event.timestamp,
    tags: summary.tags,
  }));
  await recordTags(trx, tagged);
  const issueIds = stored.map(({ issueId }) => issueId);
  await applyReachedSnoozes(trx, issueIds, Date.now());
  const environments = stored.flatMap(({ projectId, prepared: { event } }) =>
    event.environment === undefined ? [] : [{ projectId, name: event.environment }],
  );
  await ensureEnvironments(trx, environments);
  await ensurePlatforms(
    trx,
    stored.map(({ projectId, prepared: { event } }) => ({ projectId, name: event.platform })),
  );
}
