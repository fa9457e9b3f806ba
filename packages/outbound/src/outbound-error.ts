/**
 * Why no complete answer came. `closed`: we ended the connection ourselves; `silent`: no connection or no
 * answer in time.
 */
export type OutboundFailure =
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "tls"
  | "proxy"
  | "protocol"
  | "closed"
  | "silent"
  | "too-large"
  | "link-local"
  | "other";

/** A request that got no complete answer. The message is a sentence that says where to look. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure, happened: string, options?: ErrorOptions) {
    super(happened, options);
    this.failure = failure;
  }
}
