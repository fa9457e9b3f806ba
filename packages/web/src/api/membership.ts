import type { MemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import { useQuery } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** Who is logged in, as a member of an organization. */
export function useMembership(organization: string) {
  return useQuery({
    queryKey: keys.membership(organization),
    queryFn: ({ signal }) =>
      callApi<MemberAnswer>("GET", apiPath`/organizations/${organization}/members/me/`, { signal }),
    staleTime: 60_000,
  });
}

/**
 * Why the role of who is logged in does not allow something, as a sentence for a disabled button;
 * undefined when it does, or as long as that is not known: the service refuses anyway.
 * @param scope as in `project:write`
 */
export function useRefusal(organization: string, scope: string): string | undefined {
  const { data } = useMembership(organization);
  if (!data || data.scopes.includes(scope)) return undefined;
  return `As ${data.roleName.toLowerCase()} you may not do this (${scope}). An owner can change your role.`;
}
