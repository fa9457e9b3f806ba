import type { ChangedIssuesAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { type IssueSearch, useChangeIssues } from "../../api/issues.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { type BulkAct, describeChange } from "./bulk-acts.ts";
import type { Selection } from "./use-selection.ts";

/** Changes what is selected, tells how many that were, and selects nothing any more. */
export function useBulkAct(organization: string, search: IssueSearch, selection: Selection) {
  const { mutate, isPending } = useChangeIssues(organization);
  const { selected, isEverything, clear } = selection;
  const act = (one: BulkAct, onSettled?: () => void) => {
    const which = isEverything ? { search } : { ids: [...selected] };
    const onSuccess = (answer: ChangedIssuesAnswer | undefined) => {
      toastDone(describeChange(one, answer));
      clear();
    };
    const onError = (error: Error) => toastProblem(sentenceOf(error));
    mutate({ selection: which, change: { status: one.status } }, { onSuccess, onError, onSettled });
  };
  return { act, isPending };
}
