import type { MemberAnswer, NewMemberAnswer } from "@sentry-bitbucket-server/api-contract/member";
import type { UserTokenAnswer } from "@sentry-bitbucket-server/api-contract/token";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { usePage } from "./use-page.ts";

export type Role = MemberAnswer["orgRole"];

/** A page of who is in an organization. */
export function useMembers(organization: string, query: { cursor?: string | undefined }) {
  return usePage<MemberAnswer>(
    keys.members(organization),
    apiPath`/organizations/${organization}/members/`,
    query,
  );
}

/** Invites somebody; the answer has a password for one login, unless they have one of their own. */
export function useInviteMember(organization: string) {
  return useMemberAct(organization, (body: { email: string; orgRole: Role }) =>
    callApi<NewMemberAnswer>("POST", apiPath`/organizations/${organization}/members/`, { body }),
  );
}

export function useChangeRole(organization: string) {
  return useMemberAct(organization, ({ id, orgRole }: { id: string; orgRole: Role }) =>
    callApi<MemberAnswer>("PUT", apiPath`/organizations/${organization}/members/${id}/`, {
      body: { orgRole },
    }),
  );
}

export function useRemoveMember(organization: string) {
  return useMemberAct(organization, ({ id }: Pick<MemberAnswer, "id">) =>
    callApi<void>("DELETE", apiPath`/organizations/${organization}/members/${id}/`),
  );
}

/** The own role may be among what changed, so that all of the organization is asked for again. */
function useMemberAct<Input, Answer>(
  organization: string,
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.organization(organization) }),
  });
}

export function useMember(organization: string, id: string) {
  return useQuery({
    queryKey: [...keys.members(organization), id],
    queryFn: ({ signal }) =>
      callApi<MemberAnswer>("GET", apiPath`/organizations/${organization}/members/${id}/`, {
        signal,
      }),
  });
}

/** The tokens that a member has made for themselves. */
export function useMemberTokens(organization: string, member: string) {
  return useQuery({
    queryKey: keys.memberTokens(organization, member),
    queryFn: ({ signal }) =>
      callApi<UserTokenAnswer[]>(
        "GET",
        apiPath`/organizations/${organization}/members/${member}/api-tokens/`,
        { signal },
      ),
  });
}

export function useRevokeMemberToken(organization: string, member: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Pick<UserTokenAnswer, "id">) =>
      callApi<void>(
        "DELETE",
        apiPath`/organizations/${organization}/members/${member}/api-tokens/${id}/`,
      ),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: keys.memberTokens(organization, member) }),
  });
}
