import type { BitbucketErrorCode } from "./error-codes.ts";

/**
 * When the same call may succeed without anyone changing anything: within seconds (`now`, the
 * client's own retries take these, for GET), after a while (`later`, e.g. Bitbucket restarts), or
 * `never`.
 */
export type RetryAdvice = "now" | "later" | "never";

/** Root of every error this package throws. `code` is stable and documented, `message` is not. */
export abstract class BitbucketError extends Error {
  override readonly name: string = "BitbucketError";
  abstract readonly code: BitbucketErrorCode;
  readonly retryAdvice: RetryAdvice = "never";

  /** Whether the same call is worth another try, now or later. */
  get retryable(): boolean {
    return this.retryAdvice !== "never";
  }
}

/** What was asked: the part of a request that may be shown. The URL carries no credentials. */
export interface RequestLine {
  method: string;
  url: string;
}

/** A request that was made and came to nothing: its message ends with `METHOD url`. */
export abstract class RequestError extends BitbucketError {
  override readonly name: string = "RequestError";
  readonly method: string;
  readonly url: string;

  constructor(happened: string, request: RequestLine, options?: ErrorOptions) {
    super(`${happened} (${request.method} ${request.url})`, options);
    this.method = request.method;
    this.url = request.url;
  }
}
