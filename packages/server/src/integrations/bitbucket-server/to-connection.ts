import type { Credentials } from "@sentry-bitbucket-server/bitbucket-client";
import type { ConnectionOptions } from "@sentry-bitbucket-server/outbound";
import type { Identity, IntegrationMetadata } from "../types.ts";

/** How the service reaches other hosts: through which proxies, and which it never asks. */
export type Outbound = Pick<ConnectionOptions, "proxy" | "allowLinkLocal">;

type Address = Pick<IntegrationMetadata, "baseUrl" | "verifySsl" | "caCertificate">;

export function toConnection(address: Address, outbound: Outbound): ConnectionOptions {
  const { baseUrl, verifySsl, caCertificate } = address;
  return { baseUrl, verifySsl, caCertificate, ...outbound };
}

export function toCredentials(identity: Identity): Credentials {
  if (identity.type === "accessToken") return { type: "accessToken", token: identity.token };
  const { consumerKey, privateKey, accessToken, accessTokenSecret } = identity;
  return { type: "oauth1", consumerKey, privateKey, accessToken, accessTokenSecret };
}
