/** The stable `code` of every error class of this package, in the order of `docs/errors.md`. */
export const bitbucketErrorCodes = [
  "bitbucket_authentication",
  "bitbucket_permission",
  "bitbucket_not_licensed",
  "bitbucket_not_found",
  "bitbucket_conflict",
  "bitbucket_bad_request",
  "bitbucket_rate_limit",
  "bitbucket_server",
  "bitbucket_oauth_problem",
  "bitbucket_wrong_address",
  "bitbucket_answer_too_large",
  "bitbucket_network",
  "bitbucket_timeout",
  "bitbucket_unexpected_answer",
  "bitbucket_invalid_input",
] as const;

export type BitbucketErrorCode = (typeof bitbucketErrorCodes)[number];
