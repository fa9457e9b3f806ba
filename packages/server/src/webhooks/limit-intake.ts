import { ApiError } from "../sentry-api/api-error.ts";
import type { Api } from "../sentry-api/api.ts";

export interface IntakeLimits {
  /** Requests under way at once: what is more would only wait longer than Bitbucket does. */
  requests: number;
  /** Of their bodies together, as announced. */
  bytes: number;
  /** A body has to be here by then. Bitbucket itself waits about ten seconds for an answer. */
  receiveMs: number;
}

const LIMITS: IntakeLimits = { requests: 1_000, bytes: 256 * 1024 * 1024, receiveMs: 15_000 };
const RETRY_AFTER_S = 5;

/**
 * Refuses requests that would only make the heap grow, before a byte of their body is read, and cuts
 * those whose body does not come. Bitbucket counts the 503 as a failure; what it would have told is found
 * when the repository is next compared.
 */
export function limitIntake(scope: Api, largestBody: number, limits = LIMITS): void {
  const underWay = { requests: 0, bytes: 0 };
  scope.addHook("onRequest", (request, reply, done) => {
    const announced = Number(request.headers["content-length"] ?? largestBody);
    const size = Math.min(announced, largestBody);
    if (underWay.requests >= limits.requests || underWay.bytes + size > limits.bytes) {
      void reply.headers({ "retry-after": RETRY_AFTER_S, connection: "close" });
      done(new ApiError(503, "Too many deliveries are under way. Send it again in some seconds."));
      return;
    }
    underWay.requests++;
    underWay.bytes += size;
    const cut = setTimeout(() => request.raw.destroy(), limits.receiveMs);
    request.raw.once("end", () => clearTimeout(cut));
    reply.raw.once("close", () => {
      clearTimeout(cut);
      underWay.requests--;
      underWay.bytes -= size;
    });
    done();
  });
}
