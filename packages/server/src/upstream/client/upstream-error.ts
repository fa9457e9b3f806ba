/** Stable codes, as `docs/errors.md` has them. */
export const upstreamErrorCodes = [
  "upstream_authentication",
  "upstream_permission",
  "upstream_not_found",
  "upstream_conflict",
  "upstream_bad_request",
  "upstream_too_large",
  "upstream_rate_limit",
  "upstream_server",
  "upstream_wrong_address",
  "upstream_answer_too_large",
  "upstream_network",
  "upstream_timeout",
  "upstream_unexpected_answer",
  "upstream_invalid_input",
  "upstream_wrong_token",
  "upstream_not_connected",
  "upstream_taken",
  "upstream_access_lost",
  "upstream_paused",
] as const;

export type UpstreamErrorCode = (typeof upstreamErrorCodes)[number];

const RETRYABLE: readonly UpstreamErrorCode[] = [
  "upstream_conflict",
  "upstream_rate_limit",
  "upstream_server",
  "upstream_network",
  "upstream_timeout",
];

/** Of these none is Sentry's answer to a question: its maintenance page, a proxy's, a certificate that ran out. */
const ABSENCES: readonly UpstreamErrorCode[] = [
  "upstream_rate_limit",
  "upstream_server",
  "upstream_wrong_address",
  "upstream_network",
  "upstream_timeout",
];

const PAUSES: readonly UpstreamErrorCode[] = [
  "upstream_authentication",
  "upstream_access_lost",
  "upstream_paused",
];

/** An upstream did not do what was asked. The message is a sentence for people, without secrets. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  readonly code: UpstreamErrorCode;
  /** When the upstream said how long to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: UpstreamErrorCode,
    message: string,
    { retryAfterMs, ...options }: ErrorOptions & { retryAfterMs?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether it is no answer to what was asked, which therefore waits. */
  get isPassing(): boolean {
    return this.retryable || this.isPause || this.isAway;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.includes(this.code);
  }

  /** It refuses the token, or much of what that could: jobs wait, and it is not asked, until it accepts one again. */
  get isPause(): boolean {
    return PAUSES.includes(this.code);
  }

  /** What its watch is told: a refusal of the one thing that was asked is an answer. */
  get isNoAnswer(): boolean {
    return this.isPause || this.isAway;
  }

  /** There is none to ask any more: what was for it has nowhere to go. */
  get isDisconnected(): boolean {
    return this.code === "upstream_not_connected";
  }

  /** It could not be reached, or fails: that says nothing of what was asked. */
  get isAway(): boolean {
    return ABSENCES.includes(this.code);
  }
}
