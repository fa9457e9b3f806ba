/** An answer of the service that is no success, or that it did not come: then `status` is 0. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** Stable name of what went wrong, where the service gives one: `new-password-required`. */
  readonly code: string | undefined;
  /** What is wrong with the fields of the request, as sentences; empty for other errors. */
  readonly fields: Readonly<Record<string, string>>;

  /** @param message a sentence for the person */
  constructor(
    status: number,
    message: string,
    more: { code?: string | undefined; fields?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.status = status;
    this.code = more.code;
    this.fields = more.fields ?? {};
  }
}

/** Whether the service gave this answer: 404 to what is not there. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}
