import type {
  DeliveryAnswer,
  DeliveryDetailAnswer,
} from "@sentry-bitbucket-server/api-contract/delivery";
import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { hasStatus } from "./api-error.ts";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { LIVE_MS } from "./live.ts";
import { usePage } from "./use-page.ts";

const WAITING_MS = 1_000;
/** The service writes them down so often. */
const REFUSED_MS = 2_000;

export interface DeliveryQuery {
  /** A request id, 7 digits of a sha or more, or a part of a repository's name. */
  query?: string | undefined;
  state?: string | undefined;
  event?: string | undefined;
  cursor?: string | undefined;
}

/** A page of deliveries, newest first. On the first one new ones appear by themselves. */
export function useDeliveries(organization: string, query: DeliveryQuery) {
  return usePage<DeliveryAnswer>(
    keys.deliveries(organization),
    apiPath`/organizations/${organization}/deliveries/`,
    { ...query },
    query.cursor === undefined ? LIVE_MS : undefined,
  );
}

export interface RefusedDeliveryQuery {
  /** A part of a repository's name. */
  query?: string | undefined;
  reason?: string | undefined;
  cursor?: string | undefined;
}

/** A page of what was refused, those first that came last. The first one is kept up to date. */
export function useRefusedDeliveries(organization: string, query: RefusedDeliveryQuery = {}) {
  return usePage<RefusedDeliveryAnswer>(
    keys.refusedDeliveries(organization),
    apiPath`/organizations/${organization}/refused-deliveries/`,
    { ...query },
    query.cursor === undefined ? REFUSED_MS : undefined,
  );
}

/** One with all that is known of it, followed as long as it waits. */
export function useDelivery(organization: string, id: string) {
  return useQuery({
    queryKey: keys.delivery(organization, id),
    queryFn: ({ signal }) =>
      callApi<DeliveryDetailAnswer>(
        "GET",
        apiPath`/organizations/${organization}/deliveries/${id}/`,
        { signal },
      ),
    // One that was deleted meanwhile stays as it was seen last.
    refetchInterval: ({ state: { data, error } }) =>
      data?.state === "pending" && !hasStatus(error, 404) && WAITING_MS,
  });
}

/** Has it processed again. */
export function useReplayDelivery(organization: string, id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<DeliveryAnswer>(
        "POST",
        apiPath`/organizations/${organization}/deliveries/${id}/replay/`,
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.deliveries(organization) }),
  });
}
