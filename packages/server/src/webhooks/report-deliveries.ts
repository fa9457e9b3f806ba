import { isDatabaseAway } from "../db/is-database-away.ts";
import type { Api } from "../sentry-api/api.ts";
import { PING } from "./authenticate-delivery.ts";
import { getHeader } from "./get-header.ts";
import type { Stored } from "./store-delivery.ts";

/** What came of a webhook request that was not refused. */
export type Taken = Exclude<Stored, "unlinked"> | "ignored" | "ping";

declare module "fastify" {
  interface FastifyRequest {
    /** Set by the route of the webhooks; `failed`: the database is away, which is answered as being busy is. */
    taken: Taken | "failed" | undefined;
  }
}

/** Is told of each webhook request when it was answered. */
export type OnDelivery = (delivery: { event: string; verdict: string; seconds: number }) => void;

export interface ReportDeliveriesDeps {
  /** @default nobody */
  onDelivery?: OnDelivery;
  /** Is told what `onDelivery` may be. @default nobody */
  expectDeliveries?: (events: string[], verdicts: string[]) => void;
}

/** By the status of the answer. */
const REFUSALS: Record<number, string> = {
  400: "malformed",
  401: "refused",
  404: "unknown_webhook",
  413: "too_large",
  503: "busy",
};

const TAKEN: Taken[] = ["stored", "duplicate", "ignored", "ping"];

/** All that `onDelivery` may be told of as verdict. */
const VERDICTS = [...TAKEN, ...Object.values(REFUSALS), "failed"];

/**
 * Tells of the scope's requests, for metrics.
 * @param events those that are told by their name: anybody may send any other
 */
export function reportDeliveries(
  scope: Api,
  { events, onDelivery, expectDeliveries }: ReportDeliveriesDeps & { events: string[] },
): void {
  const known = new Set([...events, PING]);
  expectDeliveries?.([...known, "other"], VERDICTS);
  scope.decorateRequest("taken", undefined);
  scope.addHook("onError", (request, _reply, error, done) => {
    if (isDatabaseAway(error)) request.taken = "failed";
    done();
  });
  scope.addHook("onResponse", (request, reply, done) => {
    const eventKey = getHeader(request, "x-event-key") ?? "";
    onDelivery?.({
      event: known.has(eventKey) ? eventKey : "other",
      verdict: request.taken ?? REFUSALS[reply.statusCode] ?? "failed",
      seconds: reply.elapsedTime / 1_000,
    });
    done();
  });
}
