import type { LoginAnswer } from "@sentry-bitbucket-server/api-contract/login";
import type { CurrentUserAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi } from "./client.ts";
import { keys } from "./keys.ts";
import { tellOtherTabs } from "./other-tabs.ts";

/** Who is logged in. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => callApi<CurrentUserAnswer>("GET", "/users/me/", { signal }),
  staleTime: 60_000,
});

export const useMe = () => useQuery(meQuery);

export interface Login {
  username: string;
  password: string;
  /** Takes the place of a password that is for one login. */
  newPassword?: string;
}

export function useLogIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Login) => callApi<LoginAnswer>("POST", "/auth/login/", { body }),
    onSuccess: ({ user }) => {
      queryClient.clear();
      queryClient.setQueryData(keys.me, user);
      tellOtherTabs();
    },
  });
}

/** Nothing of what was seen stays behind. */
export function useLogOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi<void>("DELETE", "/auth/"),
    onSuccess() {
      queryClient.clear();
      tellOtherTabs();
    },
  });
}

export interface UserChange {
  name: string;
  email: string;
  /** The one that they log in with. */
  password: string;
}

/** Says who is logged in: their name, and the address that they log in with. */
export function useChangeMe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UserChange) => callApi<CurrentUserAnswer>("PUT", "/users/me/", { body }),
    onSuccess(user) {
      queryClient.setQueryData(keys.me, user);
      // Lists of members and issues have the name too.
      return queryClient.invalidateQueries();
    },
  });
}

export interface PasswordChange {
  password: string;
  passwordNew: string;
  passwordVerify: string;
  /** Revokes all tokens of the user as well. */
  takeBackTokens?: boolean;
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: PasswordChange) => callApi<void>("PUT", "/users/me/password/", { body }),
  });
}
