import { randomUUID } from "node:crypto";

/** What makes two signatures of the same request differ; passed in so that tests can fix it. */
export interface ClockAndNonce {
  /** Epoch milliseconds. */
  now(): number;
  /** A text never used before with the same timestamp. */
  nonce(): string;
}

export const systemClockAndNonce: ClockAndNonce = { now: Date.now, nonce: randomUUID };
