import type { AuditLogAnswer } from "@sentry-bitbucket-server/api-contract/audit-log";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiPath, callForEnvelope } from "./client.ts";
import { keys } from "./keys.ts";

interface AuditLogQuery {
  event?: string | undefined;
  cursor?: string | undefined;
}

/** A page of what was done in an organization, newest first, and the events that there are. */
export function useAuditLog(organization: string, { event, cursor }: AuditLogQuery) {
  return useQuery({
    queryKey: [...keys.auditLog(organization), { event, cursor }],
    queryFn: ({ signal }) =>
      callForEnvelope<AuditLogAnswer>(apiPath`/organizations/${organization}/audit-logs/`, {
        query: { per_page: "50", event, cursor },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}
