import { OAuthProblem } from "./oauth-problem.ts";
import { REQUEST_TOKEN_LIFETIME, type RequestToken } from "./oauth-state.ts";
import type { OAuthStore } from "./oauth-store.ts";
import { randomVerifier } from "./random-credentials.ts";

/** Where the user's browser goes after the decision, or what is shown when it has nowhere to go. */
export interface DecisionOutcome {
  location?: string;
  /** Only of version 1.0a; `denied` after a denial. */
  verifier?: string;
}

/**
 * Finds a request token that still waits for a user's decision.
 * @throws OAuthProblem `token_rejected`, `token_used`, `token_expired`
 */
export function getUndecidedToken(store: OAuthStore, token: string, now: number): RequestToken {
  const found = store.findToken(token);
  if (found?.kind !== "request") throw new OAuthProblem("token_rejected");
  if (found.decision !== undefined) throw new OAuthProblem("token_used");
  if (now > found.createdAt + REQUEST_TOKEN_LIFETIME) throw new OAuthProblem("token_expired");
  return found;
}

/**
 * Stores what the user decided. A token of version 1.0 goes to `lateCallback`, which came with the
 * authorize request, and carries no verifier; one of 1.0a goes to its own callback with a verifier.
 * Both fall back to the callback of the consumer.
 */
export function decideRequestToken(
  store: OAuthStore,
  token: RequestToken,
  { username, approved }: { username: string; approved: boolean },
  lateCallback?: string,
): DecisionOutcome {
  const verifier = randomVerifier();
  store.putToken({
    ...token,
    decision: approved ? { approved, username, verifier } : { approved, username },
  });
  const isOldVersion = token.version === "1.0";
  const callback =
    (isOldVersion ? lateCallback : token.callback) ??
    store.findConsumer(token.consumerKey)?.callbackUrl;
  const shown = isOldVersion ? {} : { verifier: approved ? verifier : "denied" };
  if (callback === undefined) return shown;
  return { ...shown, location: redirectUrl(callback, token.token, shown.verifier) };
}

function redirectUrl(callback: string, token: string, verifier?: string): string {
  const url = new URL(callback);
  url.searchParams.append("oauth_token", token);
  if (verifier !== undefined) url.searchParams.append("oauth_verifier", verifier);
  return url.href;
}
