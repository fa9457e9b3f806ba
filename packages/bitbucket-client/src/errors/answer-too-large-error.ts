import { RequestError } from "./bitbucket-error.ts";

/** An answer went over the limit of bytes and was not read to its end. */
export class AnswerTooLargeError extends RequestError {
  override readonly name = "AnswerTooLargeError";
  override readonly code = "bitbucket_answer_too_large";
}
