import type { HostCheckAnswer } from "@sentry-bitbucket-server/api-contract/install";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { hasStatus } from "./api-error.ts";
import { apiPath, callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** A host as a person has typed it. Texts may be empty. */
export interface HostInput {
  url: string;
  caCertificate: string;
  accessToken?: string;
}

/**
 * Looks at a host before it is installed; what is not well there is in the answer. Not asked while
 * there is no URL.
 * @throws ApiError with sentences by field for what cannot be looked at
 */
export function useHostCheck(organization: string, input: HostInput) {
  return useQuery({
    queryKey: [...keys.hostCheck(organization), input],
    queryFn: ({ signal }) =>
      callApi<HostCheckAnswer>(
        "POST",
        apiPath`/organizations/${organization}/config/integrations/bitbucket_server/check/`,
        { body: withoutEmpty(input), signal },
      ),
    enabled: input.url.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // A token is not kept longer than it is looked at.
    gcTime: input.accessToken ? 0 : 60_000,
  });
}

const pipelinePath = (organization: string) =>
  apiPath`/organizations/${organization}/pipeline/integration_pipeline/`;

const INITIALIZE = { action: "initialize", provider: "bitbucket_server" };

/** Installs with an HTTP access token. */
export function useInstallWithToken(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(input: HostInput) {
      const path = pipelinePath(organization);
      await callApi("POST", path, { body: INITIALIZE });
      const body = withoutEmpty(input);
      const { data } = await callApi<{ data: { integration: IntegrationAnswer } }>("POST", path, {
        body,
      });
      return data.integration;
    },
    onSuccess() {
      // The key pair of an install that was begun before went with it.
      queryClient.removeQueries({ queryKey: keys.installStep(organization) });
      return queryClient.invalidateQueries({ queryKey: keys.integrations(organization) });
    },
  });
}

/** What an application link in Bitbucket is made of. */
export interface ConsumerKeys {
  consumerKey: string;
  publicKey: string;
  callbackUrl: string;
}

interface Step {
  step: string;
  data: Partial<ConsumerKeys> & { oauthUrl?: string };
}

/**
 * The key pair that the service has made for this install: the one that waits, also that of somebody who
 * has come back from Bitbucket, or a new one.
 */
export function useConsumerKeys(organization: string) {
  return useQuery({
    queryKey: keys.installStep(organization),
    // It is not given up half way: what it has begun, a second one would be in the way of.
    async queryFn() {
      const path = pipelinePath(organization);
      // Only where none waits another one is begun: what waits may stand in Bitbucket already.
      const waiting = await callApi<Step>("GET", path).catch((error: unknown) => {
        if (!hasStatus(error, 404)) throw error;
        return undefined;
      });
      return (waiting && toConsumerKeys(waiting)) ?? (await makeConsumerKeys(organization));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Begins again, with another key pair. */
export function useMakeConsumerKeys(organization: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => makeConsumerKeys(organization),
    onSuccess: (made) => queryClient.setQueryData(keys.installStep(organization), made),
  });
}

async function makeConsumerKeys(organization: string): Promise<ConsumerKeys> {
  const path = pipelinePath(organization);
  await callApi("POST", path, { body: INITIALIZE });
  const made = toConsumerKeys(
    await callApi<Step>("POST", path, { body: { action: "generateKeyPair" } }),
  );
  if (!made) throw new Error("The pipeline made no key pair");
  return made;
}

function toConsumerKeys({ data: { consumerKey, publicKey, callbackUrl } }: Step) {
  if (!consumerKey || !publicKey || !callbackUrl) return undefined;
  return { consumerKey, publicKey, callbackUrl } satisfies ConsumerKeys;
}

/** Has Bitbucket begin an approval. Answers with where the browser has to go for it. */
export function useBeginApproval(organization: string) {
  return useMutation({
    async mutationFn({ consumerKey, ...host }: HostInput & { consumerKey: string }) {
      const body = { ...withoutEmpty(host), consumerKey };
      const { data } = await callApi<{ data: { oauthUrl: string } }>(
        "POST",
        pipelinePath(organization),
        { body },
      );
      return data.oauthUrl;
    },
  });
}

function withoutEmpty(input: HostInput): Partial<HostInput> {
  return Object.fromEntries(Object.entries(input).filter(([, text]) => text !== ""));
}
