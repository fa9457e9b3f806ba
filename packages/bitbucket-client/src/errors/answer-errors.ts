import { RequestError, type RequestLine, type RetryAdvice } from "./bitbucket-error.ts";

/** What an answer of failure said, read from its status, headers and `errors[]`. */
export interface Refusal {
  status: number;
  /** Bitbucket's own sentences, `errors[].message`. */
  messages: string[];
  /** Full Java class name, the only reliable way to tell the causes of a 401 apart. */
  exceptionName?: string;
  /** `X-AREQUESTID`: what an administrator can search Bitbucket's log for. */
  requestId?: string;
}

/** Bitbucket answered, and the answer is a refusal. One subclass per kind, not per status. */
export abstract class AnswerError extends RequestError {
  override readonly name: string = "AnswerError";
  readonly status: number;
  readonly bitbucketMessages: string[];
  readonly exceptionName?: string;
  readonly requestId?: string;

  constructor(happened: string, request: RequestLine, refusal: Refusal) {
    super(describeRefusal(happened, refusal), request);
    this.status = refusal.status;
    this.bitbucketMessages = refusal.messages;
    this.exceptionName = refusal.exceptionName;
    this.requestId = refusal.requestId;
  }
}

/** 401: no credentials reached Bitbucket, or wrong ones. */
export class AuthenticationError extends AnswerError {
  override readonly name = "AuthenticationError";
  override readonly code = "bitbucket_authentication";
}

/** 401 with `AuthorisationException`, or 403: the user is known and may not do this. */
export class PermissionError extends AnswerError {
  override readonly name = "PermissionError";
  override readonly code = "bitbucket_permission";
}

/** 401 with `NoAccessAuthenticationException`: the user has no licence for Bitbucket. */
export class NotLicensedError extends AnswerError {
  override readonly name = "NotLicensedError";
  override readonly code = "bitbucket_not_licensed";
}

/** 404: the project, repository, commit or route does not exist, or is hidden from the user. */
export class NotFoundError extends AnswerError {
  override readonly name = "NotFoundError";
  override readonly code = "bitbucket_not_found";
}

/** 409: a duplicate, an outdated version, an archived repository. */
export class ConflictError extends AnswerError {
  override readonly name = "ConflictError";
  override readonly code = "bitbucket_conflict";
}

/** 400 and the other 4xx: the request itself is wrong. */
export class BadRequestError extends AnswerError {
  override readonly name = "BadRequestError";
  override readonly code = "bitbucket_bad_request";
}

/** 429, with the wait that Bitbucket asked for, if it named one. */
export class RateLimitError extends AnswerError {
  override readonly name = "RateLimitError";
  override readonly code = "bitbucket_rate_limit";
  override readonly retryAdvice = "now";
  /** Milliseconds. */
  readonly retryAfter?: number;

  constructor(happened: string, request: RequestLine, refusal: Refusal, retryAfter?: number) {
    super(happened, request, refusal);
    this.retryAfter = retryAfter;
  }
}

/** 5xx. 500 may mean a wrong URL as well as a fault, so only 502, 503 and 504 are retried at once. */
export class ServerError extends AnswerError {
  override readonly name = "ServerError";
  override readonly code = "bitbucket_server";
  override readonly retryAdvice: RetryAdvice;
  /** Milliseconds; a 503 of a server that starts may name it. */
  readonly retryAfter?: number;

  constructor(happened: string, request: RequestLine, refusal: Refusal, retryAfter?: number) {
    super(happened, request, refusal);
    this.retryAdvice = [502, 503, 504].includes(refusal.status) ? "now" : "later";
    this.retryAfter = retryAfter;
  }
}

function describeRefusal(happened: string, refusal: Refusal): string {
  const said = refusal.messages.length > 0 ? ` Bitbucket says: ${refusal.messages.join(" ")}` : "";
  const exception = refusal.exceptionName === undefined ? "" : ` ${refusal.exceptionName}`;
  return `${happened}${said} [${refusal.status}${exception}]`;
}
