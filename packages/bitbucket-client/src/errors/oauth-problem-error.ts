import { AnswerError, type Refusal } from "./answer-errors.ts";
import type { RequestLine, RetryAdvice } from "./bitbucket-error.ts";

/**
 * Bitbucket's OAuth provider names a problem (`oauth_problem`, see the OAuth Problem Reporting
 * extension). The message says what to do about it.
 */
export class OAuthProblemError extends AnswerError {
  override readonly name = "OAuthProblemError";
  override readonly code = "bitbucket_oauth_problem";
  override readonly retryAdvice: RetryAdvice;
  /** E.g. `token_rejected`. */
  readonly problem: string;
  /** The other `oauth_…` parameters of the report, e.g. `oauth_acceptable_timestamps`. */
  readonly parameters: Record<string, string>;

  constructor(
    problem: string,
    parameters: Record<string, string>,
    request: RequestLine,
    refusal: Refusal,
  ) {
    super(describeProblem(problem, parameters), request, refusal);
    this.problem = problem;
    this.parameters = parameters;
    // Every attempt has a nonce of its own, so only this one can pass the next time.
    this.retryAdvice = problem === "nonce_used" ? "now" : "never";
  }
}

const whatToDo: Record<string, string> = {
  consumer_key_unknown:
    "Bitbucket knows no application link with this consumer key. Check the key, and that the link is of the type that offers OAuth 1.0a.",
  consumer_key_rejected:
    "Bitbucket rejects the consumer key. Check the application link in Bitbucket's administration.",
  consumer_key_refused:
    "Bitbucket refuses this consumer at the moment. Check the application link in Bitbucket's administration.",
  signature_invalid:
    "The signature does not match. Check that the application link holds the public half of this private key, and that the base URL is the one Bitbucket believes in: a proxy that changes scheme, host, port or context path breaks signatures.",
  signature_method_rejected:
    "Bitbucket does not accept RSA-SHA1 for this application link. Give the link the RSA public key.",
  timestamp_refused:
    "The clock of this machine differs from Bitbucket's by more than five minutes. Set both by NTP.",
  nonce_used: "Bitbucket has seen this nonce before. Try again.",
  token_rejected:
    "Bitbucket does not accept the token: it is unknown, was revoked, or belongs to another consumer. Connect again.",
  token_expired: "The token has expired. Connect again.",
  token_revoked: "The token was revoked in Bitbucket. Connect again.",
  token_used: "The request token was used already. Start the connection again.",
  token_not_authorized: "Nobody has approved the request token yet. Approve it in Bitbucket.",
  permission_unknown: "Nobody has approved the request token yet. Approve it in Bitbucket.",
  permission_denied:
    "The access was denied, either by the person asked in Bitbucket or because the application link does not allow it.",
  user_refused: "The person asked in Bitbucket refused the access.",
  parameter_absent: "Bitbucket misses a parameter of the OAuth request.",
  parameter_rejected:
    "Bitbucket rejects a parameter of the OAuth request. A callback URL must be absolute, with http or https.",
  version_rejected: "Bitbucket does not speak OAuth 1.0 here.",
};

function describeProblem(problem: string, parameters: Record<string, string>): string {
  const sentence = whatToDo[problem] ?? "Bitbucket's OAuth provider refuses the request.";
  const details = Object.entries(parameters)
    // As long as a page, and of use to nobody but who debugs a signature: it is in `parameters`.
    .filter(([name]) => name !== "oauth_signature_base_string")
    .map(([name, value]) => `${name}=${value}`);
  return `${sentence} (${[`oauth_problem=${problem}`, ...details].join(", ")})`;
}
