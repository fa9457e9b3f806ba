import { BitbucketError } from "../errors/bitbucket-error.ts";
import { retryDelay } from "./retry-timing.ts";

export interface RetryPolicy {
  /** Milliseconds over all attempts and the waits between them. */
  deadlineMs: number;
  /** Monotonic milliseconds. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  wait(ms: number): Promise<void>;
  /** Told of each wait before it begins. */
  onWait?(ms: number, error: BitbucketError): void;
}

/**
 * Repeats an attempt while its error advises to try again now and the deadline leaves time for it;
 * then the last error is thrown as it is. `attempt` gets the milliseconds that are left.
 */
export async function retry<T>(
  attempt: (remainingMs: number) => Promise<T>,
  policy: RetryPolicy,
): Promise<T> {
  const deadline = policy.now() + policy.deadlineMs;
  for (let count = 1; ; count++) {
    try {
      return await attempt(deadline - policy.now());
    } catch (error) {
      if (!(error instanceof BitbucketError) || error.retryAdvice !== "now") throw error;
      const delay = retryDelay(count, askedDelay(error), policy.random());
      if (policy.now() + delay >= deadline) throw error;
      policy.onWait?.(delay, error);
      await policy.wait(delay);
    }
  }
}

function askedDelay(error: BitbucketError): number | undefined {
  return "retryAfter" in error && typeof error.retryAfter === "number"
    ? error.retryAfter
    : undefined;
}
