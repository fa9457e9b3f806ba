import type { Database } from "../db/database.ts";
import { addActivity } from "../issues/activity-store.ts";
import { applyRegression } from "../issues/apply-regression.ts";
import { countEvent, findIssueByHash, insertIssue, type Issue } from "../issues/issue-store.ts";
import type { Project } from "../organizations/project-store.ts";
import type { Release } from "../releases/release-store.ts";
import { insertEvent } from "./event-store.ts";
import type { PreparedEvent } from "./prepare-event.ts";

/** What became of an event. */
export interface StoredInIssue {
  issueId: number;
  isNew: boolean;
  isRegression: boolean;
}

/**
 * Stores an event that is not there yet with what follows from it alone, in the caller's transaction:
 * its issue, the counts, and the regression of a resolved issue.
 * @param release the one that the event mentions
 */
export async function storeEvent(
  trx: Database,
  project: Project,
  prepared: PreparedEvent,
  release: Release | undefined,
): Promise<StoredInIssue> {
  const { event, hash, face, summary, data } = prepared;
  const known = await findIssueByHash(trx, project.id, hash);
  const issue = known ?? (await openIssue(trx, project, prepared, release));
  const isRegression = await applyRegression(trx, issue, { eventId: event.eventId, release });
  const releaseId = release?.id ?? null;
  await countEvent(trx, issue, { occurredAt: event.timestamp, releaseId, face });
  await insertEvent(
    trx,
    {
      projectId: project.id,
      issueId: issue.id,
      eventId: event.eventId,
      releaseId,
      environment: event.environment ?? null,
      title: face.title,
      occurredAt: event.timestamp,
      summary,
    },
    data,
  );
  return { issueId: issue.id, isNew: !known, isRegression };
}

async function openIssue(
  trx: Database,
  project: Project,
  { event, hash, face }: PreparedEvent,
  release: Release | undefined,
): Promise<Issue> {
  const issue = await insertIssue(trx, {
    ...face,
    projectId: project.id,
    hash,
    firstReleaseId: release?.id ?? null,
    firstSeen: event.timestamp,
  });
  await addActivity(trx, { issueId: issue.id, type: "first_seen" });
  return issue;
}
