import type {
  ChangedIssuesAnswer,
  IssueAnswer,
  IssueDetailAnswer,
} from "@sentry-bitbucket-server/api-contract/issue";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { LIVE_MS } from "./live.ts";
import { usePage } from "./use-page.ts";

/** What a list of issues is narrowed by and sorted as; `query` is in Sentry's syntax. */
export interface IssueSearch {
  query: string;
  /** A slug. */
  project?: string | undefined;
  sort?: string | undefined;
}

/** Finds everything: an empty parameter is not sent, and without one the service shows the open ones. */
const ANYTHING = "*";

const toQuery = ({ query, ...more }: IssueSearch) => ({ ...more, query: query || ANYTHING });

/** Soon enough for a list; it moves as events arrive. */
const LIST_MS = 3_000;

/** A page of issues, kept up to date. */
export function useIssues(
  organization: string,
  { cursor, ...search }: IssueSearch & { cursor?: string | undefined },
) {
  const path = apiPath`/organizations/${organization}/issues/`;
  return usePage<IssueAnswer>(
    keys.issues(organization),
    path,
    { ...toQuery(search), cursor },
    LIST_MS,
  );
}

/** What is made of issues, one or many. */
export interface IssueChange {
  status?: IssueAnswer["status"];
  statusDetails?: {
    inNextRelease?: true;
    /** `latest`: the newest release of the project. */
    inRelease?: string;
    /** The repository by number. */
    inCommit?: { commit: string; repository: number };
    /** Minutes. */
    ignoreDuration?: number;
    ignoreCount?: number;
  };
  /** `user:7`; empty for nobody. */
  assignedTo?: string;
}

/** Which issues are changed: these, or the first 1,000 that a search finds. */
export type IssueSelection = { ids: readonly string[] } | { search: IssueSearch };

export function useChangeIssues(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ selection, change }: { selection: IssueSelection; change: IssueChange }) => {
      const path = apiPath`/organizations/${organization}/issues/`;
      if ("search" in selection) {
        const query = toQuery(selection.search);
        return callApi<ChangedIssuesAnswer | undefined>("PUT", path, { body: change, query });
      }
      const ids = selection.ids.map((id) => `id=${encodeURIComponent(id)}`).join("&");
      return callApi<ChangedIssuesAnswer | undefined>("PUT", `${path}?${ids}`, { body: change });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.issues(organization) }),
  });
}

/**
 * An issue with its activity, as it is: asked again and again while somebody looks.
 * @param issue its number or short id
 */
export function useIssue(organization: string, issue: string) {
  const queryKey = keys.issue(organization, issue);
  const path = apiPath`/organizations/${organization}/issues/${issue}/`;
  return useQuery({
    queryKey,
    async queryFn({ signal, client }) {
      const before = client.getQueryData<IssueDetailAnswer>(queryKey);
      const now = await callApi<IssueDetailAnswer>("GET", path, { signal });
      if (before && hasNewEvents(before, now)) void askForEvents(client, organization, now);
      // Asked for by its short id: its page goes on with the number, and needs not wait for it again.
      if (now.id !== issue) client.setQueryData(keys.issue(organization, now.id), now);
      return now;
    },
    // What was never there is not looked for again: the page would show now that, now that it waits.
    refetchInterval: ({ state }) => state.data !== undefined && LIVE_MS,
  });
}

const hasNewEvents = (before: IssueAnswer, now: IssueAnswer) =>
  before.count !== now.count || before.lastSeen !== now.lastSeen;

/** Where events come in faster than they are asked for, what is under way is still waited for. */
function askForEvents(client: QueryClient, organization: string, { id }: IssueAnswer) {
  const queryKey = keys.issueEvents(organization, id);
  return client.invalidateQueries({ queryKey }, { cancelRefetch: false });
}

export function useChangeIssue(organization: string, issue: string) {
  const queryClient = useQueryClient();
  const queryKey = keys.issue(organization, issue);
  return useMutation({
    mutationFn: (body: IssueChange) =>
      callApi<IssueDetailAnswer>("PUT", apiPath`/organizations/${organization}/issues/${issue}/`, {
        body,
      }),
    async onSuccess(changed) {
      // An answer that is under way is of before.
      await queryClient.cancelQueries({ queryKey, exact: true });
      queryClient.setQueryData(queryKey, changed);
      await queryClient.invalidateQueries({ queryKey: keys.issues(organization) });
    },
  });
}
