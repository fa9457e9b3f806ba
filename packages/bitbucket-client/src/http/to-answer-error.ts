import { type Answer, parseRetryAfter } from "@sentry-bitbucket-server/outbound";
import { z } from "zod";
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  NotLicensedError,
  PermissionError,
  RateLimitError,
  ServerError,
  type Refusal,
} from "../errors/answer-errors.ts";
import type { RequestError, RequestLine } from "../errors/bitbucket-error.ts";
import { OAuthProblemError } from "../errors/oauth-problem-error.ts";
import { WrongAddressError } from "../errors/wrong-address-error.ts";
import { readOAuthProblem } from "../oauth/read-oauth-problem.ts";
import { optionalText } from "./optional-text.ts";

/** The error that an answer means, or `undefined` for one that a caller can go on with. */
export function toAnswerError(
  request: RequestLine,
  answer: Answer,
  now: number,
): RequestError | undefined {
  const { status } = answer;
  const succeeded = status >= 200 && status < 300;
  if (isWebPage(answer) && (succeeded || status === 404)) {
    const happened = `A web page answered instead of Bitbucket's REST API. Check the base URL with its context path, and that no login page of a proxy stands before it. [${status}]`;
    return new WrongAddressError(happened, request);
  }
  if (succeeded) return undefined;
  const refusal = readRefusal(answer);
  const report = readOAuthProblem(answer);
  if (report !== undefined) {
    return new OAuthProblemError(report.problem, report.parameters, request, refusal);
  }
  return byStatus(request, refusal, answer, now);
}

function byStatus(
  request: RequestLine,
  refusal: Refusal,
  answer: Answer,
  now: number,
): RequestError {
  const { status } = refusal;
  const retryAfter = parseRetryAfter(answer.header("retry-after"), now);
  if (status === 401) return byException(request, refusal, answer);
  if (status === 403) return new PermissionError(sentences.permission, request, refusal);
  if (status === 404) return new NotFoundError(sentences.notFound, request, refusal);
  if (status === 409) return new ConflictError(sentences.conflict, request, refusal);
  if (status === 429) return new RateLimitError(sentences.rate, request, refusal, retryAfter);
  if (status >= 500) return new ServerError(sentences.server, request, refusal, retryAfter);
  return new BadRequestError(sentences.badRequest, request, refusal);
}

/** Bitbucket says 401 for four different things, told apart by the exception only. */
function byException(request: RequestLine, refusal: Refusal, answer: Answer): RequestError {
  const exception = refusal.exceptionName?.split(".").at(-1);
  if (exception === "AuthorisationException") {
    return new PermissionError(sentences.permission, request, refusal);
  }
  if (exception === "NoAccessAuthenticationException") {
    return new NotLicensedError(sentences.notLicensed, request, refusal);
  }
  // E.g. CAPTCHA_CHALLENGE after failed logins.
  const reason = answer.header("x-authentication-denied-reason")?.split(";")[0];
  const happened =
    reason === undefined
      ? sentences.authentication
      : `${sentences.authentication} Reason: ${reason}.`;
  return new AuthenticationError(happened, request, refusal);
}

const sentences = {
  authentication:
    "Bitbucket does not accept the credentials: they are missing, wrong, revoked or expired.",
  permission: "The Bitbucket user of these credentials is not permitted to do this.",
  notLicensed: "The Bitbucket user of these credentials has no licence for Bitbucket.",
  notFound: "Bitbucket does not have this, or hides it from the user of these credentials.",
  conflict: "Bitbucket refuses this in the present state of things.",
  rate: "Bitbucket limits the rate of requests of this user. An administrator can exempt the user.",
  server: "Bitbucket, or a proxy before it, failed.",
  badRequest: "Bitbucket rejects the request.",
};

function isWebPage(answer: Answer): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(answer.header("content-type") ?? "");
}

/** Lenient: a refusal may come from a proxy, with any body or none. */
const refusalSchema = z.object({
  errors: z.array(z.object({ message: optionalText, exceptionName: optionalText })).catch([]),
});

function readRefusal(answer: Answer): Refusal {
  const parsed = refusalSchema.safeParse(parseJson(answer.body));
  const errors = parsed.success ? parsed.data.errors : [];
  return {
    status: answer.status,
    messages: errors.flatMap(({ message }) => message ?? []),
    exceptionName: errors.flatMap(({ exceptionName }) => exceptionName ?? [])[0],
    requestId: answer.header("x-arequestid"),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not an error of its own: the status says enough, and it is what gets reported.
    return undefined;
  }
}
