import { BitbucketError } from "./bitbucket-error.ts";

/**
 * The exchange succeeded, but its content is not what we know of Bitbucket. Outside of the family
 * of request errors on purpose: nothing failed at Bitbucket, our reading of it is wrong.
 */
export class UnexpectedAnswerError extends BitbucketError {
  override readonly name = "UnexpectedAnswerError";
  override readonly code = "bitbucket_unexpected_answer";
}
