import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { Selection } from "./use-selection.ts";

/** What can be made of many issues at once. */
export interface BulkAct {
  status: IssueAnswer["status"];
  label: string;
  /** After `3 issues`. */
  done: string;
}

export const BULK_ACTS: readonly BulkAct[] = [
  { status: "resolved", label: "Resolve", done: "resolved" },
  { status: "ignored", label: "Ignore", done: "ignored" },
  { status: "unresolved", label: "Reopen", done: "reopened" },
];

/** How many are selected: as it stands there, and as the subject of what was done. */
export function countInWords({
  selected: { size },
  isEverything,
}: Pick<Selection, "selected" | "isEverything">): { shown: string; done: string } {
  if (isEverything) {
    return { shown: "All that match are selected.", done: "All issues that matched were" };
  }
  if (size === 0) return { shown: "None selected.", done: "No issue was" };
  if (size === 1) return { shown: "1 selected.", done: "1 issue was" };
  return { shown: `${size} selected.`, done: `${size} issues were` };
}
