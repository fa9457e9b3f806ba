import { RequestError } from "./bitbucket-error.ts";

/** No complete answer within the time allowed for one exchange, or what the deadline left of it. */
export class TimeoutError extends RequestError {
  override readonly name = "TimeoutError";
  override readonly code = "bitbucket_timeout";
  override readonly retryAdvice = "now";
}
