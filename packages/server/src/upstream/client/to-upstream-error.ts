import { type Answer, OutboundError, parseRetryAfter } from "@sentry-bitbucket-server/outbound";
import { endSentence } from "../../integrations/end-sentence.ts";
import { UpstreamError, type UpstreamErrorCode } from "./upstream-error.ts";

/** What was asked: the part of a request that may be shown. */
export interface Asked {
  method: string;
  /** Without query. */
  url: string;
}

/** What went wrong on the way, in our words; the sentence says where to look. */
export function toConnectionError(error: unknown, { method, url }: Asked): unknown {
  if (!(error instanceof OutboundError)) return error;
  const message = `${error.message} (${method} ${url})`;
  return new UpstreamError(codeOfFailure(error), message, { cause: error });
}

function codeOfFailure({ failure }: OutboundError): UpstreamErrorCode {
  if (failure === "silent") return "upstream_timeout";
  if (failure === "too-large") return "upstream_answer_too_large";
  return failure === "link-local" ? "upstream_wrong_address" : "upstream_network";
}

const CODE_OF_STATUS: Partial<Record<number, UpstreamErrorCode>> = {
  401: "upstream_authentication",
  403: "upstream_permission",
  404: "upstream_not_found",
  409: "upstream_conflict",
  413: "upstream_too_large",
  429: "upstream_rate_limit",
};

/** @returns undefined when the answer is a success in JSON, or one without a body */
export function toAnswerError(
  asked: Asked,
  answer: Answer,
  now: number,
): UpstreamError | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400) return wrongAddress(asked, redirectedTo(answer, asked));
  const isJson = /^application\/json\b/.test(answer.header("content-type") ?? "");
  if (status < 300) {
    if (isJson || answer.body === "") return undefined;
    return wrongAddress(asked, "A page answers and not the API of a Sentry.");
  }
  const code =
    CODE_OF_STATUS[status] ?? (status >= 500 ? "upstream_server" : "upstream_bad_request");
  if (!isJson && (code === "upstream_bad_request" || code === "upstream_not_found")) {
    return wrongAddress(asked, `Something answers ${status}, and it is no Sentry.`);
  }
  const told = detailOf(answer.body);
  const said = told === undefined ? "" : ` It says: ${endSentence(told)}`;
  const message = `${SENTENCES[code]}${said} (${asked.method} ${asked.url}: ${status})`;
  const retryAfterMs = code === "upstream_rate_limit" ? retryAfterOf(answer, now) : undefined;
  return new UpstreamError(code, message, {
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

const SENTENCES: Partial<Record<UpstreamErrorCode, string>> = {
  upstream_authentication:
    "Sentry does not accept the token: it was revoked, or is one of another Sentry. Connect with a new one.",
  upstream_permission: "The token does not allow this. Connect with one that has the scope.",
  upstream_not_found: "Sentry has no such thing, or hides it from the token.",
  upstream_conflict: "Sentry is at work on the same thing.",
  upstream_too_large: "Sentry, or a proxy before it, does not take so much at once.",
  upstream_rate_limit: "Sentry limits our requests.",
  upstream_server: "Sentry failed.",
  upstream_bad_request: "Sentry refused the request.",
};

function wrongAddress({ method, url }: Asked, what: string): UpstreamError {
  const message = `${what} Check the URL of the upstream. (${method} ${url})`;
  return new UpstreamError("upstream_wrong_address", message);
}

/** Never followed: a token must not go to another address than it was given for. */
function redirectedTo(answer: Answer, { url }: Asked): string {
  const to = URL.parse(answer.header("location") ?? "", url);
  return to === null
    ? "It redirects to no valid address."
    : `It redirects to ${to.origin + to.pathname}, which is not followed with a token.`;
}

/** `X-Sentry-Rate-Limit-Reset` is in epoch seconds. https://docs.sentry.io/api/ratelimits/ */
function retryAfterOf(answer: Answer, now: number): number | undefined {
  const asked = parseRetryAfter(answer.header("retry-after"), now);
  if (asked !== undefined) return asked;
  const reset = Number(answer.header("x-sentry-rate-limit-reset"));
  return reset > 0 ? Math.max(0, reset * 1_000 - now) : undefined;
}

const LONGEST_DETAIL = 500;

/** The words of an error in one of Sentry's shapes: `{"detail": …}`, or lists of sentences by field. */
function detailOf(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const detail = "detail" in parsed ? parsed.detail : parsed;
    const text = typeof detail === "string" ? detail : JSON.stringify(detail);
    return text.slice(0, LONGEST_DETAIL);
  } catch {
    return undefined;
  }
}
