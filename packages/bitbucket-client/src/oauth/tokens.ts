import type { RequestLine } from "../errors/bitbucket-error.ts";
import { UnexpectedAnswerError } from "../errors/unexpected-answer-error.ts";

/** To be approved by a user within 10 minutes. */
export interface RequestToken {
  token: string;
  secret: string;
  /** `1.0`: the callback was not confirmed, so no verifier will come back. */
  version: "1.0a" | "1.0";
}

export interface AccessToken {
  token: string;
  secret: string;
  /** Seconds from now; Bitbucket gives 5 years. */
  expiresInSeconds?: number;
  /** Renews the token, until the authorization expires. */
  sessionHandle?: string;
  /** Seconds from now; Bitbucket gives 30 days more than to the token. */
  authorizationExpiresInSeconds?: number;
}

/** Throws `UnexpectedAnswerError`, without the content, when no token and secret are in it. */
export function parseTokenAnswer(body: string, request: RequestLine): Map<string, string> {
  const parameters = new Map(new URLSearchParams(body.trim()));
  if (parameters.get("oauth_token") && parameters.has("oauth_token_secret")) return parameters;
  throw new UnexpectedAnswerError(
    `Bitbucket's answer holds no OAuth token. Check the base URL with its context path. (${request.method} ${request.url})`,
  );
}

export function toRequestToken(parameters: Map<string, string>): RequestToken {
  const confirmed = parameters.get("oauth_callback_confirmed") === "true";
  return { ...toToken(parameters), version: confirmed ? "1.0a" : "1.0" };
}

export function toAccessToken(parameters: Map<string, string>): AccessToken {
  return {
    ...toToken(parameters),
    expiresInSeconds: toSeconds(parameters.get("oauth_expires_in")),
    sessionHandle: parameters.get("oauth_session_handle"),
    authorizationExpiresInSeconds: toSeconds(parameters.get("oauth_authorization_expires_in")),
  };
}

function toToken(parameters: Map<string, string>): { token: string; secret: string } {
  return {
    token: parameters.get("oauth_token") ?? "",
    secret: parameters.get("oauth_token_secret") ?? "",
  };
}

/** A number that cannot be read is a lifetime that is not known. */
function toSeconds(text: string | undefined): number | undefined {
  const seconds = Number(text);
  return text !== undefined && text !== "" && Number.isFinite(seconds) ? seconds : undefined;
}
