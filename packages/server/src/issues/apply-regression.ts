import type { Database } from "../db/database.ts";
import { followsSemver } from "../releases/follows-semver.ts";
import { findOldestReleaseWith } from "../releases/release-commit-store.ts";
import { listLatestVersions, type Release } from "../releases/release-store.ts";
import { addActivity } from "./activity-store.ts";
import { type IssueResolution, isRegression } from "./is-regression.ts";
import { type Issue, setIssueStatus } from "./issue-store.ts";
import { deleteResolution, listResolutions } from "./resolution-store.ts";

/**
 * Re-opens a resolved issue when this event says that its fault is back.
 * @returns whether it did
 */
export async function applyRegression(
  trx: Database,
  issue: Issue,
  event: { eventId: string; release: Release | undefined },
): Promise<boolean> {
  if (issue.status !== "resolved") return false;
  const resolution = await findIssueResolution(trx, issue);
  const semver = followsSemver(await listLatestVersions(trx, issue.projectId, 10));
  const eventRelease = event.release;
  const { status } = issue;
  if (!isRegression({ status, resolution, eventRelease, followsSemver: semver })) return false;
  await setIssueStatus(trx, issue.id, {
    status: "unresolved",
    substatus: "regressed",
    resolvedAt: null,
  });
  await deleteResolution(trx, issue.id);
  const resolvedIn = releaseOf(resolution)?.version;
  await addActivity(trx, {
    issueId: issue.id,
    type: "set_regression",
    data: {
      event_id: event.eventId,
      version: event.release?.version ?? "",
      follows_semver: semver,
      ...(resolvedIn !== undefined && { resolved_in_version: resolvedIn }),
    },
  });
  return true;
}

async function findIssueResolution(trx: Database, issue: Issue): Promise<IssueResolution> {
  const resolution = (await listResolutions(trx, [issue.id])).get(issue.id);
  if (resolution?.type === "in_release" && resolution.release) {
    return { kind: "in_release", release: resolution.release };
  }
  if (resolution?.type === "in_next_release") {
    return { kind: "in_next_release", newestThen: resolution.release };
  }
  // Without its commit or its release, which are gone, a resolution is as good as one by hand.
  if (!resolution?.commit) return { kind: "plain" };
  const release = await findOldestReleaseWith(trx, resolution.commit.id, issue.projectId);
  return { kind: "in_commit", releasedIn: release };
}

function releaseOf(resolution: IssueResolution) {
  if (resolution.kind === "in_release") return resolution.release;
  if (resolution.kind === "in_next_release") return resolution.newestThen;
  return resolution.kind === "in_commit" ? resolution.releasedIn : undefined;
}
