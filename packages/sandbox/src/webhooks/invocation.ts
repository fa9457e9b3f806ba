import type { IncomingResponse } from "./send-request.ts";

export type Outcome = "SUCCESS" | "FAILURE" | "ERROR";

/** One attempt to call a webhook. Times in epoch milliseconds. */
export interface Invocation {
  id: number;
  /** Undefined for a test of an address that is no webhook's. */
  webhookId?: number | undefined;
  requestId: string;
  event: string;
  eventScope: { id: string; type: string };
  start: number;
  finish: number;
  request: { method: "POST"; url: string; headers: Record<string, string>; body: string };
  response?: IncomingResponse | undefined;
  /** SUCCESS 2xx, FAILURE any other status, ERROR no answer. */
  outcome: Outcome;
  /** The status, or why there was no answer. */
  description: string;
}

/** As `webhooks/{id}/latest` and the statistics show it. */
export function toDetailedInvocation(invocation: Invocation) {
  const { id, event, eventScope, start, finish, request, response, outcome, description } =
    invocation;
  return {
    id,
    event,
    eventScope,
    start,
    finish,
    duration: finish - start,
    request,
    result: { outcome, description, ...response },
  };
}

/** What has happened to a webhook (of one event, or of all), newest last in `invocations`. */
export function toInvocationHistory(invocations: readonly Invocation[]) {
  const last = (outcome: Outcome) => {
    const found = invocations.findLast((invocation) => invocation.outcome === outcome);
    return found && toDetailedInvocation(found);
  };
  const count = (outcome: Outcome) =>
    invocations.filter((invocation) => invocation.outcome === outcome).length;
  const start = invocations[0]?.start ?? 0;
  const finish = invocations.at(-1)?.finish ?? 0;
  return {
    lastSuccess: last("SUCCESS"),
    lastFailure: last("FAILURE"),
    lastError: last("ERROR"),
    counts: {
      successes: count("SUCCESS"),
      failures: count("FAILURE"),
      errors: count("ERROR"),
      window: { start, duration: finish - start },
    },
  };
}
