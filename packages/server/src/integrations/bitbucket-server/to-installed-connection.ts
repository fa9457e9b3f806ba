import { hostOf } from "../host-of.ts";
import type { InstalledConnection } from "../install-step.ts";
import type { AccessTokenIdentity, OAuth1Identity } from "../types.ts";
import type { InstallationConfig } from "./installation-config.ts";

type Address = InstallationConfig["address"];

/** Named by host, user and way, of which there may be two: a consumer key, Sentry's choice, tells people nothing. */
export function toOAuth1Connection(
  address: Address,
  identity: OAuth1Identity,
  owner: string,
): InstalledConnection {
  const host = hostOf(address);
  const name = `${host} (${owner}, OAuth)`;
  const externalId = `${host}:${identity.consumerKey}`;
  return { externalId, name, metadata: toMetadata(address), identity };
}

/** The owner is marked, since a consumer key may be called like one. */
export function toAccessTokenConnection(
  address: Address,
  identity: AccessTokenIdentity,
  owner: string,
): InstalledConnection {
  const host = hostOf(address);
  const name = `${host} (${owner}, access token)`;
  return { externalId: `${host}:@${owner}`, name, metadata: toMetadata(address), identity };
}

function toMetadata(address: Address) {
  return { ...address, domainName: new URL(address.baseUrl).host };
}
