import type { Release } from "../../releases/release-store.ts";

/**
 * A line for `sentry-cli releases info --show-commits`, which prints the ids of the commits and nothing
 * else that we could say: how far fetching them is, and why it failed. None when all is well.
 */
export function cliCommitsNote({
  commitsState,
  commitsReason,
}: Pick<Release, "commitsState" | "commitsReason">): { id: string }[] {
  if (commitsReason !== null) return [{ id: `${commitsState}: ${commitsReason}` }];
  return commitsState === "pending" || commitsState === "failed" ? [{ id: commitsState }] : [];
}
