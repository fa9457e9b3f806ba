import { type IssueSearch, useChangeIssues } from "../../api/issues.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { toastDone, toastProblem } from "../../ui/toasts.tsx";
import { type BulkAct, countInWords } from "./bulk-acts.ts";
import type { Selection } from "./use-selection.ts";

/** Changes what is selected, tells how many that were, and selects nothing any more. */
export function useBulkAct(organization: string, search: IssueSearch, selection: Selection) {
  const { mutate, isPending } = useChangeIssues(organization);
  const { selected, isEverything, clear } = selection;
  const act = ({ status, done }: BulkAct, onSettled?: () => void) => {
    const which = isEverything ? { search } : { ids: [...selected] };
    const onSuccess = () => {
      toastDone(`${countInWords(selection).done} ${done}.`);
      clear();
    };
    const onError = (error: Error) => toastProblem(sentenceOf(error));
    mutate({ selection: which, change: { status } }, { onSuccess, onError, onSettled });
  };
  return { act, isPending };
}
