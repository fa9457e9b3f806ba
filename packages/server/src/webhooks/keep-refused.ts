import type { FastifyRequest } from "fastify";
import type { Database } from "../db/database.ts";
import type { Api } from "../sentry-api/api.ts";
import { PING } from "./authenticate-delivery.ts";
import { refusalReasonOf } from "./delivery-refusal.ts";
import { getHeader } from "./get-header.ts";
import { readHookAddress } from "./hook-address.ts";
import { RefusedDeliveries, type RefusedDelivery } from "./refused-deliveries.ts";
import { storeRefusedDeliveries } from "./refused-delivery-store.ts";

/** What a sender writes of itself is kept no longer than this. */
const LONGEST_TEXT = 200;

/**
 * Keeps what the scope's webhooks refuse, for their organizations to see. A request that is taken is not
 * looked at; of one whose URL is no webhook of ours, nobody is told.
 * @param events those that are told by their name: anybody may send any other
 */
export function keepRefused(scope: Api, { db, events }: { db: Database; events: string[] }): void {
  const known = new Set([...events, PING]);
  const refused = new RefusedDeliveries({
    write: (groups) => storeRefusedDeliveries(db, groups),
    onError: (error) => scope.log.warn({ err: error }, "cannot keep refused deliveries"),
  });
  scope.addHook("onError", (request, _reply, error, done) => {
    const reason = refusalReasonOf(error);
    if (reason) refused.add(toRefused(request, reason, known));
    done();
  });
  scope.addHook("onClose", () => refused.close());
}

function toRefused(
  request: FastifyRequest,
  reason: RefusedDelivery["reason"],
  known: ReadonlySet<string>,
): RefusedDelivery {
  const { repositoryId, ...ids } = readHookAddress(request);
  const eventKey = getHeader(request, "x-event-key") ?? "";
  return {
    ...ids,
    repositoryId: reason === "unlinked" ? undefined : repositoryId,
    reason,
    eventKey: known.has(eventKey) ? eventKey : "other",
    at: Date.now(),
    address: request.ip,
    requestId: getHeader(request, "x-request-id")?.slice(0, LONGEST_TEXT),
    userAgent: getHeader(request, "user-agent")?.slice(0, LONGEST_TEXT),
    size: sizeOf(request),
  };
}

/** Of what was announced when it was not read. */
function sizeOf(request: FastifyRequest): number | undefined {
  if (Buffer.isBuffer(request.body)) return request.body.length;
  const announced = Number(getHeader(request, "content-length"));
  return Number.isSafeInteger(announced) ? announced : undefined;
}
