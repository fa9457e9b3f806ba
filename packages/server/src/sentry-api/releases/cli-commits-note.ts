import type { Release } from "../../releases/release-store.ts";
import type { CommitsNoteAnswer } from "@sentry-bitbucket-server/api-contract/commit";
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
  const state = commitsState === "done" ? "done, but" : commitsState;
  const note = commitsReason === null ? state : wrap(`${state}: ${commitsReason}`);
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

/** It stands in a column of a table: lines of 72 characters, but for words that are longer. */
function wrap(text: string): string {
  return (text.match(/\S.{0,71}(?!\S)|\S+/g) ?? []).join("\n");
}
