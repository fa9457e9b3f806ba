import { formEncode, percentEncode, type Parameter } from "./oauth-encoding.ts";

/** Status by problem, as the Java OAuth library inside the product has them; all others are 403. */
const STATUS_BY_PROBLEM = new Map([
  ["version_rejected", 400],
  ["parameter_absent", 400],
  ["parameter_rejected", 400],
  ["timestamp_refused", 400],
  ["signature_method_rejected", 400],
  ["nonce_used", 401],
  ["token_used", 401],
  ["token_expired", 401],
  ["token_revoked", 401],
  ["token_rejected", 401],
  ["token_not_authorized", 401],
  ["signature_invalid", 401],
  ["consumer_key_unknown", 401],
  ["consumer_key_rejected", 401],
  ["additional_authorization_required", 401],
  ["permission_unknown", 401],
  ["permission_denied", 401],
  ["user_refused", 503],
  ["consumer_key_refused", 503],
]);

/** A problem as it goes over the wire. */
export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A refused OAuth request, in the words of the OAuth "problem reporting" extension. */
export class OAuthProblem extends Error {
  override readonly name = "OAuthProblem";
  readonly problem: string;
  readonly details: Parameter[];

  constructor(problem: string, details: Parameter[] = []) {
    super(`OAuth request refused: ${problem}`);
    this.problem = problem;
    this.details = details;
  }

  /** The same parameters stand in the header and, form-encoded, in the body. `baseUrl` is the realm. */
  toAnswer(baseUrl: string): ProblemAnswer {
    const parameters: Parameter[] = [["oauth_problem", this.problem], ...this.details];
    const challenge = parameters.map(([name, value]) => `, ${name}="${percentEncode(value)}"`);
    return {
      status: STATUS_BY_PROBLEM.get(this.problem) ?? 403,
      headers: {
        "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
        "www-authenticate": oauthChallenge(baseUrl) + challenge.join(""),
      },
      body: formEncode(parameters),
    };
  }
}

/** Servers with this provider percent-encode the realm, as answers recorded from Jira show. */
export function oauthChallenge(baseUrl: string): string {
  return `OAuth realm="${percentEncode(baseUrl)}"`;
}
