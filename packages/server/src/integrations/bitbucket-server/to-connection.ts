import type { ConnectionOptions, Credentials } from "@sentry-bitbucket-server/bitbucket-client";
import type { Identity, IntegrationMetadata } from "../types.ts";

/** Through which proxies the service reaches other hosts. */
export type Proxy = NonNullable<ConnectionOptions["proxy"]>;

type Address = Pick<IntegrationMetadata, "baseUrl" | "verifySsl" | "caCertificate">;

export function toConnection(address: Address, proxy: Proxy): ConnectionOptions {
  const { baseUrl, verifySsl, caCertificate } = address;
  return { baseUrl, verifySsl, caCertificate, proxy };
}

export function toCredentials(identity: Identity): Credentials {
  if (identity.type === "accessToken") return { type: "accessToken", token: identity.token };
  const { consumerKey, privateKey, accessToken, accessTokenSecret } = identity;
  return { type: "oauth1", consumerKey, privateKey, accessToken, accessTokenSecret };
}
