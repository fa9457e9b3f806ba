import type { Answer } from "@sentry-bitbucket-server/outbound";

export interface OAuthProblemReport {
  /** E.g. `signature_invalid`. */
  problem: string;
  /** The other parameters of the report, e.g. `oauth_acceptable_timestamps`. */
  parameters: Record<string, string>;
}

/**
 * Finds an OAuth problem in an answer: Bitbucket reports it in `WWW-Authenticate` and, form-encoded,
 * in the body. A plain challenge (`OAuth realm="…"`), which every 401 may carry, is none.
 */
export function readOAuthProblem(answer: Answer): OAuthProblemReport | undefined {
  return (
    toReport(parseChallenge(answer.header("www-authenticate") ?? "")) ?? toReport(parseForm(answer))
  );
}

function toReport(parameters: Map<string, string>): OAuthProblemReport | undefined {
  const problem = parameters.get("oauth_problem");
  if (problem === undefined) return undefined;
  const others = [...parameters].filter(
    ([name]) => name.startsWith("oauth_") && name !== "oauth_problem" && !isSecret(name),
  );
  return { problem, parameters: Object.fromEntries(others) };
}

/** Some providers repeat the whole request in their report. */
function isSecret(name: string): boolean {
  return /secret|signature$|handle|verifier|oauth_token$/.test(name);
}

function parseChallenge(header: string): Map<string, string> {
  if (!/^OAuth\s/i.test(header)) return new Map();
  const fields = header.matchAll(/([\w%.-]+)="([^"]*)"/g);
  return new Map(Array.from(fields, ([, name = "", value = ""]) => [decode(name), decode(value)]));
}

function parseForm(answer: Answer): Map<string, string> {
  return answer.body.startsWith("oauth_") || answer.body.includes("&oauth_problem=")
    ? new Map(new URLSearchParams(answer.body))
    : new Map();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A `%` that encodes nothing: better shown as it came than not at all.
    return text;
  }
}
