const failuresToTrip = 5;
const firstPauseMs = 10_000;
const longestPauseMs = 10 * 60 * 60 * 1000;
// NOTE: the product names an exponent for the growth but its value is not published.
const growth = 2;

/** The health of one webhook: after five failures in a row it is skipped, for 10 s first, for 10 h at most. */
export class CircuitBreaker {
  #failures = 0;
  #pausedUntil = 0;

  /** Whether a delivery at this time (epoch ms) is to be skipped. */
  isOpen(now: number): boolean {
    return now < this.#pausedUntil;
  }

  /** The time (epoch ms) from which deliveries are tried again; 0 while the webhook is healthy. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  recordSuccess(): void {
    this.#failures = 0;
    this.#pausedUntil = 0;
  }

  /** Every failure from the fifth on starts a pause; one after a pause starts a longer one. */
  recordAttempt(now: number): void {
    this.#failures += 1;
    const pauses = this.#failures - failuresToTrip;
    if (pauses < 0) return;
    this.#pausedUntil = now + Math.min(firstPauseMs * growth ** pauses, longestPauseMs);
  }
}
