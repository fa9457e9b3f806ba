/** The codes of our own; those of a code host's client come besides. */
export const integrationErrorCodes = [
  "identity_not_found",
  "integration_not_found",
  "integration_paused",
  "unexpected_delivery",
] as const;

export type IntegrationErrorCode = (typeof integrationErrorCodes)[number];

/** A code host did not do what was asked. The message is a sentence for people, without secrets. */
export class IntegrationError extends Error {
  override readonly name = "IntegrationError";
  /** Stable, listed in `docs/errors.md`: `bitbucket_not_found`. */
  readonly code: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** When the host said how long to wait. */
  readonly retryAfterMs: number | undefined;
  /** The host refuses the identity, or what it may do: until it is installed anew, all may fail. */
  readonly isRefusal: boolean;
  /** It refuses the identity itself: jobs wait, and it is not asked, until it accepts one again. */
  readonly isPause: boolean;
  /** It could not be reached, or fails: that says nothing of what was asked. */
  readonly isAway: boolean;

  constructor(
    message: string,
    options: {
      code: string;
      retryable: boolean;
      retryAfterMs?: number;
      isRefusal?: boolean;
      isPause?: boolean;
      isAway?: boolean;
      cause: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.isRefusal = options.isRefusal ?? false;
    this.isPause = options.isPause ?? false;
    this.isAway = options.isAway ?? false;
  }

  /** Whether it is no answer to what was asked, which therefore waits. */
  get isPassing(): boolean {
    return this.retryable || this.isPause || this.isAway;
  }
}
