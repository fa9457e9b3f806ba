import {
  BitbucketError,
  type BitbucketErrorCode,
  RateLimitError,
  ServerError,
} from "@sentry-bitbucket-server/bitbucket-client";
import { IntegrationError } from "../integration-error.ts";

const IDENTITY_REFUSALS = new Set<BitbucketErrorCode>([
  "bitbucket_authentication",
  "bitbucket_not_licensed",
  "bitbucket_oauth_problem",
]);

/** Of these none is Bitbucket's answer to a question: its maintenance page, a proxy's, a certificate that ran out. */
const ABSENCES = new Set<BitbucketErrorCode>([
  "bitbucket_network",
  "bitbucket_timeout",
  "bitbucket_server",
  "bitbucket_rate_limit",
  "bitbucket_wrong_address",
]);

/** The client's errors in our words; their messages are sentences already and hold no secrets. */
function toIntegrationError(error: unknown): unknown {
  if (!(error instanceof BitbucketError)) return error;
  const { code, retryable, message } = error;
  const waits = error instanceof RateLimitError || error instanceof ServerError;
  const retryAfterMs = waits ? error.retryAfter : undefined;
  const isPause = IDENTITY_REFUSALS.has(code);
  // A permission may lack for one repository alone.
  const isRefusal = isPause || code === "bitbucket_permission";
  const isAway = ABSENCES.has(code);
  const kind = { code, retryable, retryAfterMs, isRefusal, isPause, isAway };
  return new IntegrationError(message, { ...kind, cause: error });
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
