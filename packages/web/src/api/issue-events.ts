import type { StacktraceLinkAnswer } from "@sentry-bitbucket-server/api-contract/code-mapping";
import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import type { CommittersAnswer } from "@sentry-bitbucket-server/api-contract/suspect-commit";
import type { TagKeyAnswer } from "@sentry-bitbucket-server/api-contract/tag";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** @param event by id, or `latest` or `oldest` */
export function useIssueEvent(organization: string, issue: string, event: string) {
  return useQuery({
    queryKey: [...keys.issueEvents(organization, issue), event],
    queryFn: ({ signal }) =>
      callApi<EventAnswer>(
        "GET",
        apiPath`/organizations/${organization}/issues/${issue}/events/${event}/`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}

/** Whom the newest event leads to. */
export function useSuspectCommits(organization: string, issue: string) {
  return useQuery({
    queryKey: [...keys.issueEvents(organization, issue), "committers"],
    queryFn: ({ signal }) =>
      callApi<CommittersAnswer>(
        "GET",
        apiPath`/organizations/${organization}/issues/${issue}/committers/`,
        { signal },
      ),
  });
}

/** The tags of all events of an issue, each with the values that most events have. */
export function useIssueTags(organization: string, issue: string) {
  return useQuery({
    queryKey: [...keys.issueEvents(organization, issue), "tags"],
    queryFn: ({ signal }) =>
      callApi<TagKeyAnswer[]>(
        "GET",
        apiPath`/organizations/${organization}/issues/${issue}/tags/`,
        { signal },
      ),
  });
}

/** Where a frame was, and in what. */
export interface FrameSource {
  /** A slug. */
  project: string;
  /** The number of the issue: the commit of its newest release is where the file is looked for first. */
  issue: string;
  file: string;
  absPath: string | undefined;
  module: string | undefined;
  line: number | undefined;
}

/**
 * The page of a frame's source. The host is asked whether it has the file: once for each frame, and again
 * where there is no link, for somebody may have added a code mapping.
 */
export function useSourceLink(organization: string, source: FrameSource) {
  const { project, issue, file, absPath, module, line } = source;
  const query = { file, absPath, module, lineNo: line && String(line), groupId: issue };
  return useQuery({
    queryKey: [...keys.issue(organization, issue), "source", query],
    queryFn: ({ signal }) =>
      callApi<StacktraceLinkAnswer>(
        "GET",
        apiPath`/projects/${organization}/${project}/stacktrace-link/`,
        { query: { ...query, lineNo: query.lineNo || undefined }, signal },
      ),
    staleTime: ({ state }) => (state.data?.sourceUrl ? Number.POSITIVE_INFINITY : 0),
  });
}
