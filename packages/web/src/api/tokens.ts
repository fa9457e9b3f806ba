import type {
  NewOrganizationTokenAnswer,
  NewUserTokenAnswer,
  OrganizationTokenAnswer,
  UserTokenAnswer,
} from "@sentry-bitbucket-server/api-contract/token";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

const OWN = "/api-tokens/";

/** The tokens of who is logged in, newest first. */
export function useUserTokens() {
  return useQuery({
    queryKey: keys.userTokens,
    queryFn: ({ signal }) => callApi<UserTokenAnswer[]>("GET", OWN, { signal }),
  });
}

export function useCreateUserToken() {
  return useTokenAct(keys.userTokens, (body: { name: string; scopes: string[] }) =>
    callApi<NewUserTokenAnswer>("POST", OWN, { body }),
  );
}

export function useRevokeUserToken() {
  return useTokenAct(keys.userTokens, ({ id }: Pick<UserTokenAnswer, "id">) =>
    callApi<void>("DELETE", apiPath`/api-tokens/${id}/`),
  );
}

/** The tokens that builds announce releases with, newest first. */
export function useOrganizationTokens(organization: string) {
  return useQuery({
    queryKey: keys.organizationTokens(organization),
    queryFn: ({ signal }) =>
      callApi<OrganizationTokenAnswer[]>(
        "GET",
        apiPath`/organizations/${organization}/org-auth-tokens/`,
        { signal },
      ),
  });
}

export function useCreateOrganizationToken(organization: string) {
  return useTokenAct(keys.organizationTokens(organization), (body: { name: string }) =>
    callApi<NewOrganizationTokenAnswer>(
      "POST",
      apiPath`/organizations/${organization}/org-auth-tokens/`,
      { body },
    ),
  );
}

export function useRevokeOrganizationToken(organization: string) {
  return useTokenAct(
    keys.organizationTokens(organization),
    ({ id }: Pick<OrganizationTokenAnswer, "id">) =>
      callApi<void>("DELETE", apiPath`/organizations/${organization}/org-auth-tokens/${id}/`),
  );
}

function useTokenAct<Input, Answer>(
  queryKey: readonly string[],
  mutationFn: (input: Input) => Promise<Answer>,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
}
