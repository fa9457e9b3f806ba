export { BitbucketServerAPIPath } from "./api-path.ts";
export {
  BitbucketServerClient,
  type BitbucketServerClientOptions,
  type FilechangesOfCommit,
} from "./client.ts";
export {
  AnswerError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  NotLicensedError,
  PermissionError,
  RateLimitError,
  ServerError,
} from "./errors/answer-errors.ts";
export { AnswerTooLargeError } from "./errors/answer-too-large-error.ts";
export { BitbucketError, RequestError, type RetryAdvice } from "./errors/bitbucket-error.ts";
export { bitbucketErrorCodes, type BitbucketErrorCode } from "./errors/error-codes.ts";
export { InvalidInputError } from "./errors/invalid-input-error.ts";
export { NetworkError, type NetworkFailure } from "./errors/network-error.ts";
export { OAuthProblemError } from "./errors/oauth-problem-error.ts";
export { TimeoutError } from "./errors/timeout-error.ts";
export { UnexpectedAnswerError } from "./errors/unexpected-answer-error.ts";
export { WrongAddressError } from "./errors/wrong-address-error.ts";
export type { ObservedExchange, ObservedWait, Observer } from "./http/observer.ts";
export { parseDate } from "./http/parse-date.ts";
export type { ClockAndNonce } from "./oauth/clock-and-nonce.ts";
export { BitbucketServerSetupClient, type Consumer } from "./oauth/setup-client.ts";
export type { AccessToken, RequestToken } from "./oauth/tokens.ts";
export type { LastCommitsOptions } from "./resources/commits.ts";
export type { RepositoryFilter, RepositoryPermission } from "./resources/repositories.ts";
export type { WebhookTest } from "./resources/test-hook.ts";
export type * from "./types.ts";
