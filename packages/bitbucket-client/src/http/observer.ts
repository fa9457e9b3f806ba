/** One request of the client and what came of it; retries and redirects are exchanges of their own. */
export interface ObservedExchange {
  method: string;
  /** Without its query. */
  url: string;
  /** Undefined when no complete answer came. */
  status: number | undefined;
  durationMs: number;
}

/** A call that waits for its next attempt. */
export interface ObservedWait {
  ms: number;
  /** `rate_limit`: Bitbucket answered 429; `failure`: anything else that may pass. */
  reason: "rate_limit" | "failure";
}

/** Is told what the client does, for metrics and logs. What it throws fails the call. */
export interface Observer {
  onExchange?(exchange: ObservedExchange): void;
  onWait?(wait: ObservedWait): void;
}
