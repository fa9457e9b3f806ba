import type { Database } from "../../db/database.ts";
import { findCompletion } from "./find-completion.ts";
import type { Candidate } from "./find-candidates.ts";
import { readDeploys } from "./read-deploys.ts";
import { listProjectReleases, type UpstreamRelease } from "./upstream-releases.ts";
import type { Upstreams } from "../upstreams.ts";

/** What would become of a release of the upstream that had no commits. */
export interface PreviewedRelease {
  version: string;
  createdAt: number;
  /** Whether it would be completed, or why not. */
  isCompleted: boolean;
  reason: string | null;
  /** What tells its commit. */
  by: Candidate | null;
  /** Of these repositories. */
  repositories: string[];
}

const SHOWN_RELEASES = 50;

/**
 * Tries the rules of a project on its newest releases, and changes nothing. Those that have commits are told
 * by the same rules, so that it is seen whether these are right.
 * @throws UpstreamError
 */
export async function previewCompletion(
  { db, upstreams }: { db: Database; upstreams: Upstreams },
  project: { organizationId: number; slug: string },
): Promise<PreviewedRelease[]> {
  const { organizationId, slug } = project;
  const { client } = await upstreams.get(organizationId);
  const previewed: PreviewedRelease[] = [];
  for (const release of await listProjectReleases(client, slug, SHOWN_RELEASES)) {
    const told = await findCompletion(db, organizationId, release, () =>
      readDeploys(client, release),
    );
    previewed.push(toPreview(release, told));
  }
  return previewed;
}

function toPreview(
  { version, createdAt, commitCount }: UpstreamRelease,
  told: Awaited<ReturnType<typeof findCompletion>>,
): PreviewedRelease {
  const isTold = told.kind === "complete";
  const hasCommits = commitCount > 0;
  const reason = hasCommits ? "It has commits already." : isTold ? null : told.reason;
  return {
    version,
    createdAt,
    isCompleted: isTold && !hasCommits,
    reason,
    by: isTold ? told.candidate : null,
    repositories: isTold ? told.matches.map(({ repository }) => repository) : [],
  };
}
