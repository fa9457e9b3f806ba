import { isAbsoluteWebUrl } from "./absolute-web-url.ts";
import type { Parameter } from "./oauth-encoding.ts";
import { OAuthProblem } from "./oauth-problem.ts";
import type { OAuthRequest } from "./oauth-request.ts";
import type { RequestToken } from "./oauth-state.ts";
import type { OAuthStore } from "./oauth-store.ts";
import { randomSecret, randomToken } from "./random-credentials.ts";
import type { RequestVerifier } from "./request-verifier.ts";

/** "Out of band": the client has no page to come back to, its user copies the verifier by hand. */
const NO_CALLBACK = "oob";

/**
 * Gives a consumer a request token. Naming a callback, even `oob`, makes it one of version 1.0a;
 * without it the token is of version 1.0 and nothing is confirmed.
 * @throws OAuthProblem
 */
export function grantRequestToken(
  request: OAuthRequest,
  store: OAuthStore,
  verifier: RequestVerifier,
  now: number,
): Parameter[] {
  verifier.checkParameters(request);
  const consumer = store.findConsumer(request.require("oauth_consumer_key"));
  if (consumer === undefined) throw new OAuthProblem("consumer_key_unknown");
  if (!consumer.threeLegged) throw new OAuthProblem("permission_denied");
  verifier.verify(request, consumer.publicKey, now);

  store.dropStale(now);
  const token: RequestToken = {
    kind: "request",
    token: randomToken(),
    secret: randomSecret(),
    consumerKey: consumer.consumerKey,
    createdAt: now,
    ...versionAndCallback(request.get("oauth_callback")),
  };
  store.putToken(token);
  const confirmation: Parameter[] =
    token.version === "1.0a" ? [["oauth_callback_confirmed", "true"]] : [];
  return [["oauth_token", token.token], ["oauth_token_secret", token.secret], ...confirmation];
}

function versionAndCallback(
  callback: string | undefined,
): Pick<RequestToken, "version" | "callback"> {
  if (callback === undefined) return { version: "1.0" };
  if (callback === NO_CALLBACK) return { version: "1.0a" };
  refuseBadCallback(callback);
  return { version: "1.0a", callback };
}

/** @throws OAuthProblem `parameter_rejected` */
export function refuseBadCallback(callback: string): void {
  if (!isAbsoluteWebUrl(callback))
    throw new OAuthProblem("parameter_rejected", [
      ["oauth_parameters_rejected", "oauth_callback"],
      ["oauth_problem_advice", "The callback must be an absolute http or https URL, or oob."],
    ]);
}
