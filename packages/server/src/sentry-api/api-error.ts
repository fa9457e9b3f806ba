/** An answer that is not a success, in Sentry's error shape. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** `{"detail": …}`, or a list of sentences per field of the request. */
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    body: string | Record<string, unknown>,
    headers: Record<string, string> = {},
  ) {
    super(typeof body === "string" ? body : JSON.stringify(body));
    this.status = status;
    this.headers = headers;
    this.body = typeof body === "string" ? { detail: body } : body;
  }
}

export function notFound(what = "The requested resource does not exist"): ApiError {
  return new ApiError(404, what);
}
