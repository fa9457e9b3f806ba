import type { Parameter } from "./oauth-encoding.ts";
import { OAuthProblem } from "./oauth-problem.ts";
import type { OAuthRequest } from "./oauth-request.ts";
import {
  ACCESS_TOKEN_LIFETIME,
  REQUEST_TOKEN_LIFETIME,
  SESSION_LIFETIME,
  type OAuthAccessToken,
  type OAuthToken,
  type RequestToken,
} from "./oauth-state.ts";
import type { OAuthStore } from "./oauth-store.ts";
import { randomSecret, randomToken } from "./random-credentials.ts";
import type { RequestVerifier } from "./request-verifier.ts";

type Grant = Pick<OAuthAccessToken, "username" | "session">;

/**
 * Exchanges an approved request token, or an access token with its session handle, for a new access
 * token; the one given is gone afterwards. The order of the checks is the product's.
 * @throws OAuthProblem
 */
export function grantAccessToken(
  request: OAuthRequest,
  store: OAuthStore,
  verifier: RequestVerifier,
  now: number,
): Parameter[] {
  verifier.checkParameters(request, ["oauth_token"]);
  const old = store.findToken(request.require("oauth_token"));
  if (old === undefined) throw new OAuthProblem("token_rejected");
  const grant =
    old.kind === "request" ? checkExchange(request, old, now) : checkRenewal(request, old, now);
  const consumer = store.findConsumer(old.consumerKey);
  if (consumer === undefined) throw new OAuthProblem("consumer_key_unknown");
  verifier.verify(request, consumer.publicKey, now);

  const token: OAuthAccessToken = {
    kind: "access",
    token: randomToken(),
    secret: randomSecret(),
    consumerKey: consumer.consumerKey,
    createdAt: now,
    ...grant,
  };
  store.replaceToken(old, token);
  return toAnswer(token);
}

function checkExchange(request: OAuthRequest, token: RequestToken, now: number): Grant {
  if (now > token.createdAt + REQUEST_TOKEN_LIFETIME) throw new OAuthProblem("token_expired");
  if (token.decision === undefined) throw new OAuthProblem("permission_unknown");
  if (!token.decision.approved) throw new OAuthProblem("permission_denied");
  checkConsumer(request, token);
  const { username, verifier } = token.decision;
  // Version 1.0 never looks at the verifier. Sentry relies on it: it sends the token in its place.
  if (token.version === "1.0a" && request.require("oauth_verifier") !== verifier)
    throw new OAuthProblem("token_rejected");
  return { username, session: { handle: randomSecret(), createdAt: now } };
}

/** The session keeps its age, so renewing cannot go on for ever without a new approval. */
function checkRenewal(request: OAuthRequest, token: OAuthAccessToken, now: number): Grant {
  const { username, session } = token;
  if (request.require("oauth_session_handle") !== session.handle)
    throw new OAuthProblem("token_rejected");
  if (now > session.createdAt + SESSION_LIFETIME) throw new OAuthProblem("permission_denied");
  checkConsumer(request, token);
  return { username, session };
}

function checkConsumer(request: OAuthRequest, token: OAuthToken): void {
  if (request.get("oauth_consumer_key") !== token.consumerKey)
    throw new OAuthProblem("token_rejected");
}

function toAnswer(token: OAuthAccessToken): Parameter[] {
  return [
    ["oauth_token", token.token],
    ["oauth_token_secret", token.secret],
    ["oauth_expires_in", String(ACCESS_TOKEN_LIFETIME / 1000)],
    ["oauth_session_handle", token.session.handle],
    ["oauth_authorization_expires_in", String(SESSION_LIFETIME / 1000)],
  ];
}
