import type { ChangedIssuesAnswer, IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import type { IssueSearch } from "../../api/issues.ts";
import type { Selection } from "./use-selection.ts";

/** What can be made of many issues at once. */
export interface BulkAct {
  status: IssueAnswer["status"];
  label: string;
  /** After `3 issues were`. */
  done: string;
}

export const BULK_ACTS: readonly BulkAct[] = [
  { status: "resolved", label: "Resolve", done: "resolved" },
  { status: "ignored", label: "Ignore", done: "ignored" },
  { status: "unresolved", label: "Reopen", done: "reopened" },
];

/** How many are selected. */
export function describeSelection({
  selected: { size },
  isEverything,
}: Pick<Selection, "selected" | "isEverything">): string {
  if (isEverything) return "All that match are selected.";
  return size === 0 ? "None selected." : `${size} selected.`;
}

/** How many issues became what an act makes of them; nothing is answered when none did. */
export function describeChange(
  { done }: Pick<BulkAct, "done">,
  answer: Pick<ChangedIssuesAnswer, "changed" | "hasMore"> | undefined,
): string {
  const { changed, hasMore } = answer ?? { changed: 0, hasMore: false };
  const count = changed.toLocaleString("en");
  if (hasMore) return `The first ${count} issues were ${done}. There are more that match.`;
  if (changed === 0) return `No issue was ${done}.`;
  return changed === 1 ? `1 issue was ${done}.` : `${count} issues were ${done}.`;
}

/** What a search finds, as the subject of a sentence. */
export function describeSearch({ query, project }: IssueSearch): string {
  const found = query === "" ? "All issues" : `All issues that the search "${query}" finds`;
  return project === undefined ? found : `${found} in the project ${project}`;
}
