import type { RecordedCommit } from "../commits/commit-store.ts";
import { recordCommits, type RecordCommitsDeps } from "../commits/record-commits.ts";
import { applyGivenCommits } from "./apply-release-commits.ts";
import { assignRepositories } from "./assign-repositories.ts";
import { type GivenCommit, givenCommitSource, newestFirst } from "./given-commits.ts";
import type { ReleaseHead } from "./release-commit-store.ts";
import type { Release } from "./release-store.ts";

/**
 * Records commits that a caller sent along and makes them the commits of a release. When that is deleted
 * meanwhile, they are recorded all the same: in their repository, of which they are.
 */
export async function setGivenCommits(
  deps: RecordCommitsDeps,
  release: Release,
  given: GivenCommit[],
): Promise<void> {
  const assigned = await assignRepositories(deps.db, release, given);
  const heads: ReleaseHead[] = [];
  const recorded: RecordedCommit[] = [];
  for (const { repository, commits } of assigned) {
    const [newest, ...older] = newestFirst(commits);
    if (!newest) continue;
    const source = givenCommitSource([newest, ...older]);
    const listed = await recordCommits(deps, repository, source, { until: newest.sha });
    if (listed !== "unknown") recorded.push(...listed);
    heads.push({ repositoryId: repository.id, sha: newest.sha, previousSha: null });
  }
  if (assigned.length > 1) recorded.sort((a, b) => b.authoredAt - a.authoredAt);
  await applyGivenCommits(deps, release, { heads, commits: recorded });
}
