import type { IssueSearch } from "../../api/issues.ts";
import { useSearchState } from "../../lists/use-search-state.ts";

/** What is shown to who searches for nothing, as in Sentry: the open ones. */
export const DEFAULT_QUERY = "is:unresolved";

/** The search of the page, as its address has it. There a query that is empty finds everything. */
export function useIssueSearch() {
  const [{ query = DEFAULT_QUERY, project, sort, cursor }, change] = useSearchState();
  const search: IssueSearch = { query, project, sort };
  return { search, cursor, change };
}
