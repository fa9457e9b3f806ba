import type { Database } from "../db/database.ts";
import type { Enqueue } from "../jobs/types.ts";
import { applyReachedSnoozes } from "../issues/apply-snooze-end.ts";
import { ensureEnvironments } from "../organizations/environment-store.ts";
import { ensurePlatforms } from "../organizations/platform-store.ts";
import type { Project } from "../organizations/project-store.ts";
import { recordAdoption } from "../releases/adoption-store.ts";
import { mentionRelease } from "../releases/mention-release.ts";
import type { Release } from "../releases/release-store.ts";
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

interface Stored extends Reported {
  release: Release | undefined;
  outcome: StoredInIssue;
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
  const releases = new Map<string, Release | undefined>();
  const stored: Stored[] = [];
  for (const { project, prepared } of await listNewEvents(trx, reports)) {
    const version = prepared.event.release;
    const name = `${project.id} ${version ?? ""}`;
    if (!releases.has(name)) {
      releases.set(name, await mentionRelease(trx, enqueue, project, version));
    }
    const release = releases.get(name);
    const outcome = await storeEvent(trx, project, prepared, release);
    stored.push({ project, prepared, release, outcome });
  }
  await recordWhatIsShared(trx, stored);
  const issueIds = stored.map(({ outcome }) => outcome.issueId);
  await applyReachedSnoozes(trx, issueIds, Date.now());
  return stored.map(({ outcome }) => outcome);
}

/** What many events say alike: their tags, their releases, and where they come from. */
async function recordWhatIsShared(trx: Database, stored: Stored[]): Promise<void> {
  const tagged = stored.map(({ outcome: { issueId }, prepared: { event, summary } }) => ({
    issueId,
    occurredAt: event.timestamp,
    tags: summary.tags,
  }));
  await recordTags(trx, tagged);
  const released = stored.flatMap(({ release, prepared: { event } }) =>
    release ? [{ releaseId: release.id, occurredAt: event.timestamp }] : [],
  );
  await recordAdoption(trx, released);
  const environments = stored.flatMap(({ project, prepared: { event } }) =>
    event.environment === undefined ? [] : [{ projectId: project.id, name: event.environment }],
  );
  await ensureEnvironments(trx, environments);
  const platforms = stored.map(({ project, prepared: { event } }) => ({
    projectId: project.id,
    name: event.platform,
  }));
  await ensurePlatforms(trx, platforms);
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
