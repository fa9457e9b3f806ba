import { RequestError, type RequestLine, type RetryAdvice } from "./bitbucket-error.ts";

/** `closed`: the client itself was closed while the call was under way. */
export type NetworkFailure =
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "tls"
  | "proxy"
  | "protocol"
  | "closed"
  | "other";

const adviceByFailure: Record<NetworkFailure, RetryAdvice> = {
  reset: "now",
  dns: "later",
  refused: "later",
  unreachable: "later",
  proxy: "later",
  closed: "later",
  other: "later",
  tls: "never",
  protocol: "never",
};

/** Bitbucket could not be reached, or the connection broke before the answer was complete. */
export class NetworkError extends RequestError {
  override readonly name = "NetworkError";
  override readonly code = "bitbucket_network";
  readonly failure: NetworkFailure;
  override readonly retryAdvice: RetryAdvice;

  constructor(
    failure: NetworkFailure,
    happened: string,
    request: RequestLine,
    options: ErrorOptions,
  ) {
    super(happened, request, options);
    this.failure = failure;
    this.retryAdvice = adviceByFailure[failure];
  }
}
