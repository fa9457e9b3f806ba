import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { applyReachedSnoozes } from "../issues/apply-snooze-end.ts";
import { ensureEnvironments } from "../organizations/environment-store.ts";
import { ensurePlatforms } from "../organizations/platform-store.ts";
import type { Project } from "../organizations/project-store.ts";
import { listKnownEvents } from "./event-store.ts";
import type { PreparedEvent } from "./prepare-event.ts";
import { recordTags } from "./record-tags.ts";
import { storeEvent, type StoredInIssue } from "./store-event.ts";

/** The events of one request. */
export interface Report {
  project: Project;
  events: PreparedEvent[];
}

/** An event and whose it is. */
interface Reported {
  project: Project;
  prepared: PreparedEvent;
}

/**
 * Stores the events of many requests in the caller's transaction. What they have in common, such as
 * tags, is written once for all of them. An event that is there already changes nothing.
 * @returns what became of those that were not
 */
export async function storeEvents(
  trx: Database,
  enqueue: Enqueue,
  reports: Report[],
): Promise<StoredInIssue[]> {
  const outcomes: StoredInIssue[] = [];
  const stored: { projectId: number; issueId: number; prepared: PreparedEvent }[] = [];
  for (const { project, prepared } of await listNewEvents(trx, reports)) {
    const outcome = await storeEvent(trx, enqueue, project, prepared);
    outcomes.push(outcome);
    stored.push({ projectId: project.id, issueId: outcome.issueId, prepared });
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
  return outcomes;
}

/** Those that are not there yet, each once. */
async function listNewEvents(trx: Database, reports: Report[]): Promise<Reported[]> {
  const reported = reports.flatMap(({ project, events }) =>
    events.map((prepared) => ({ project, prepared })),
  );
  if (reported.length === 0) return [];
  const projectIds = [...new Set(reported.map(({ project }) => project.id))];
  const eventIds = reported.map(({ prepared }) => prepared.event.eventId);
  const known = await listKnownEvents(trx, projectIds, eventIds);
  const names = new Set(known.map(({ projectId, eventId }) => `${projectId} ${eventId}`));
  return reported.filter(({ project, prepared }) => {
    const name = `${project.id} ${prepared.event.eventId}`;
    return !names.has(name) && names.add(name);
  });
}
