import type { Release } from "../../releases/release-store.ts";
import type { CommitsNoteAnswer } from "../answers/commit.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/**
 * A line for `sentry-cli releases info --show-commits`, which prints the ids of the commits and nothing
 * else that we could say: how far fetching them is, and why it failed. None when all is well. It has
 * what every commit has in Sentry's document.
 */
export function cliCommitsNote({
  commitsState,
  commitsReason,
  createdAt,
}: Pick<Release, "commitsState" | "commitsReason" | "createdAt">): CommitsNoteAnswer[] {
  const isWorthIt = commitsState === "pending" || commitsState === "failed";
  if (!isWorthIt && commitsReason === null) return [];
  const note = commitsReason === null ? commitsState : `${commitsState}: ${commitsReason}`;
  return [
    {
      id: note,
      message: note,
      dateCreated: toSentryDate(createdAt),
      pullRequest: null,
      suspectCommitType: "",
      releases: [],
    },
  ];
}
