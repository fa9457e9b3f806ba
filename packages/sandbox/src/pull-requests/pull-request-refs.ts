import { resolveCommits } from "../git/resolve-commits.ts";
import type { PullRequest } from "../state/entities.ts";

/** The tips of a pull request's two branches: at the merge if it is merged, else now. */
export async function pullRequestTips(
  gitDir: string,
  pullRequest: PullRequest,
): Promise<{ fromHash: string; toHash: string }> {
  if (pullRequest.merged) return pullRequest.merged;
  const names = [pullRequest.fromRefId, pullRequest.toRefId];
  const [fromHash = "", toHash = ""] = await resolveCommits(gitDir, names);
  return { fromHash, toHash };
}
