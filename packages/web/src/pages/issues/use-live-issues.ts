import type { IssueAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { type IssueSearch, useIssues } from "../../api/issues.ts";
import { useLiveRows } from "../../lists/use-live-rows.ts";
import { useReading } from "../../lists/use-reading.ts";

export const keyOfIssue = ({ id }: IssueAnswer) => id;

/**
 * A page of issues that is kept up to date, and still while somebody is about to open one.
 * @returns `ids`: of those that are shown; none while they are those of another search, or of another page
 */
export function useLiveIssues(
  organization: string,
  search: IssueSearch,
  cursor: string | undefined,
) {
  const query = useIssues(organization, { ...search, cursor });
  const { isReading, handlers } = useReading();
  const listed = JSON.stringify({ organization, search, cursor });
  const options = { keyOf: keyOfIssue, listed, isHeld: isReading };
  const { waiting, ...live } = useLiveRows(query, options);
  const ids = query.isPlaceholderData ? [] : (live.rows ?? []).map(keyOfIssue);
  return { query, waiting, live: { ...live, handlers }, ids };
}
