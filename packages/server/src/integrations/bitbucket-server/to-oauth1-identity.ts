import type { AccessToken, Consumer } from "@sentry-bitbucket-server/bitbucket-client";
import type { OAuth1Identity } from "../types.ts";

/** @param now when the token was issued, in epoch milliseconds */
export function toOAuth1Identity(
  { consumerKey, privateKey }: Consumer,
  { token, secret, sessionHandle, expiresInSeconds }: AccessToken,
  now: number,
): OAuth1Identity {
  return {
    type: "oauth1",
    consumerKey,
    privateKey,
    accessToken: token,
    accessTokenSecret: secret,
    sessionHandle,
    issuedAt: now,
    expiresAt: expiresInSeconds === undefined ? undefined : now + expiresInSeconds * 1_000,
  };
}
