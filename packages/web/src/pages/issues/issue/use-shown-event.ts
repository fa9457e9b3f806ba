import { useIssueEvent } from "../../../api/issue-events.ts";
import { useSearchState } from "../../../lists/use-search-state.ts";

/** The event that is shown of an issue: the newest, unless the address names another. */
export function useShownEvent(organization: string, issue: string) {
  const [{ event = "latest" }] = useSearchState();
  return useIssueEvent(organization, issue, event);
}
