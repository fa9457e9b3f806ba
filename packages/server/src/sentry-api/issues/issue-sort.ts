import { z } from "zod";
import type { IssueSort } from "../../issues/issue-list-store.ts";

/**
 * Sentry's words for what a list is sorted by. When an issue came into Sentry's inbox is when it was
 * first seen: there is no inbox to be sent back to here.
 */
export const ISSUE_SORTS = {
  date: "lastSeen",
  new: "firstSeen",
  inbox: "firstSeen",
  freq: "timesSeen",
  user: "usersSeen",
} as const satisfies Record<string, IssueSort>;

/** A query parameter that is one of them. */
export const issueSort = z
  .enum(["date", "new", "inbox", "freq", "user"], { error: wordSort })
  .default("date");

function wordSort({ input }: { input?: unknown }): string {
  return `Issues are not sorted by ${String(input)} here. sort is one of date, new, inbox, freq, user.`;
}
