import { OAuthProblem } from "./oauth-problem.ts";
import type { OAuthRequest } from "./oauth-request.ts";
import { ACCESS_TOKEN_LIFETIME, type Consumer, type OAuthAccessToken } from "./oauth-state.ts";
import type { OAuthStore } from "./oauth-store.ts";
import type { RequestVerifier } from "./request-verifier.ts";

/**
 * Names the user a signed call runs as. An empty `oauth_token` marks a two-legged call: it runs as
 * the user that `user_id` names, or as nobody.
 * @throws OAuthProblem
 */
export function authenticateRequest(
  request: OAuthRequest,
  store: OAuthStore,
  verifier: RequestVerifier,
  now: number,
): string | undefined {
  verifier.checkParameters(request, ["oauth_token"]);
  const isTwoLegged = request.get("oauth_token") === "";
  const token = isTwoLegged ? undefined : getAccessToken(request, store, now);
  const consumer = store.findConsumer(request.require("oauth_consumer_key"));
  if (consumer === undefined) throw new OAuthProblem("consumer_key_unknown");
  const username = token?.username ?? twoLeggedUser(request, consumer);
  verifier.verify(request, consumer.publicKey, now);
  return username;
}

function getAccessToken(request: OAuthRequest, store: OAuthStore, now: number): OAuthAccessToken {
  const token = store.findToken(request.require("oauth_token"));
  if (token?.kind !== "access" || token.consumerKey !== request.get("oauth_consumer_key"))
    throw new OAuthProblem("token_rejected");
  if (now > token.createdAt + ACCESS_TOKEN_LIFETIME) throw new OAuthProblem("token_expired");
  return token;
}

function twoLeggedUser(request: OAuthRequest, consumer: Consumer): string | undefined {
  const username = request.get("user_id");
  const isAllowed = consumer.twoLegged && (username === undefined || consumer.impersonation);
  if (!isAllowed) throw new OAuthProblem("permission_denied");
  return username;
}
