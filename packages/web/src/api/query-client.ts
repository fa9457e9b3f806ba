import { hashKey, QueryClient } from "@tanstack/react-query";
import { ApiError, hasStatus } from "./api-error.ts";
import { keys } from "./keys.ts";

const FRESH_MS = 10_000;
const MOST_TRIES = 2;

/** What was asked stays fresh for a moment; what may pass by itself is asked once more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: FRESH_MS, retry: mayPass } },
  });
}

function mayPass(tries: number, error: Error): boolean {
  const isPassing = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  return isPassing && tries < MOST_TRIES;
}

/**
 * Calls `onEnd` when an answer says that the session is over. To who it belongs is asked before a page
 * is opened, and `routes.tsx` looks at that answer.
 */
export function watchSession(queryClient: QueryClient, onEnd: () => void): void {
  const look = (error: unknown) => {
    if (hasStatus(error, 401)) onEnd();
  };
  queryClient.getQueryCache().subscribe(({ query }) => {
    if (query.queryHash !== hashKey(keys.me)) look(query.state.error);
  });
  queryClient.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error));
}
