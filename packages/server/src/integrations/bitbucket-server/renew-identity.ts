import { BitbucketServerSetupClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { Identity, IntegrationMetadata, OAuth1Identity } from "../types.ts";
import { askBitbucket } from "./to-integration-error.ts";
import { type Outbound, toConnection } from "./to-connection.ts";
import { toOAuth1Identity } from "./to-oauth1-identity.ts";

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60_000;

/** Whether a tenth of the token's life is left, or thirty days if that is less. */
export function isRenewalDue({ issuedAt, expiresAt }: OAuth1Identity, now: number): boolean {
  if (expiresAt === undefined) return false;
  const tenth = issuedAt === undefined ? THIRTY_DAYS_MS : (expiresAt - issuedAt) / 10;
  return expiresAt - now < Math.min(tenth, THIRTY_DAYS_MS);
}

/** A fresh access token when the old one nears its end, and undefined while it does not. */
export async function renewIdentity(
  metadata: IntegrationMetadata,
  identity: Identity,
  { outbound, now }: { outbound: Outbound; now: number },
): Promise<Identity | undefined> {
  if (identity.type !== "oauth1" || identity.sessionHandle === undefined) return undefined;
  if (!isRenewalDue(identity, now)) return undefined;
  const { consumerKey, privateKey, accessToken, accessTokenSecret, sessionHandle } = identity;
  const consumer = { consumerKey, privateKey };
  const client = new BitbucketServerSetupClient(toConnection(metadata, outbound), consumer);
  const old = { token: accessToken, secret: accessTokenSecret, sessionHandle };
  return toOAuth1Identity(consumer, await askBitbucket(client.renewAccessToken(old)), now);
}
