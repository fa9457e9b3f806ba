import { BitbucketError } from "./bitbucket-error.ts";

/** Something given to the client cannot be used: a base URL, a key, a certificate, an empty name. */
export class InvalidInputError extends BitbucketError {
  override readonly name = "InvalidInputError";
  override readonly code = "bitbucket_invalid_input";
}
