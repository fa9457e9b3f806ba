import {
  BitbucketError,
  type BitbucketErrorCode,
  RateLimitError,
  ServerError,
} from "@sentry-bitbucket-server/bitbucket-client";
import { IntegrationError } from "../integration-error.ts";

const REFUSALS = new Set<BitbucketErrorCode>([
  "bitbucket_authentication",
  "bitbucket_permission",
  "bitbucket_not_licensed",
  "bitbucket_oauth_problem",
]);

/** The client's errors in our words; their messages are sentences already and hold no secrets. */
function toIntegrationError(error: unknown): unknown {
  if (!(error instanceof BitbucketError)) return error;
  const { code, retryable, message } = error;
  const waits = error instanceof RateLimitError || error instanceof ServerError;
  const retryAfterMs = waits ? error.retryAfter : undefined;
  const isRefusal = REFUSALS.has(code);
  return new IntegrationError(message, { code, retryable, retryAfterMs, isRefusal, cause: error });
}

/** Passes an answer on, and an error as an `IntegrationError`. */
export async function askBitbucket<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toIntegrationError(error);
  }
}

/** The same for a list that is read page by page. */
export async function* listFromBitbucket<T>(
  answers: AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* answers;
  } catch (error) {
    throw toIntegrationError(error);
  }
}
