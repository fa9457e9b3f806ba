import { appendFileSync } from "node:fs";
import type { FastifyRequest } from "fastify";
import { inject } from "vitest";
import type { Api } from "../src/sentry-api/api.ts";
import { toSpecialCall } from "../src/sentry-api/relay/special-call.ts";
import { pathOf } from "../src/sentry-api/unknown-route.ts";
import { readPublishedRequests } from "./published-requests.ts";

/** What the requests that another service sent to one server came to. */
export interface ObservedRequests {
  /** @throws Error with what is wrong with them, if anything is */
  finish(): void;
}

/** What our own calls to an upstream say that they are from. */
const OUR_AGENT = "sentry-bitbucket-server";

/**
 * Holds what a server is asked as somebody's upstream against Sentry's published document and limits: our own calls,
 * and those of callers that are not passed on as they are. What callers are passed on is their own affair.
 */
export function observeRequests(app: Api): ObservedRequests {
  const requests = readPublishedRequests();
  const violations: string[] = [];
  let [isUpstream, checked] = [false, 0];
  // As they were sent: what a handler gets is what has been made of them.
  const bodies = new WeakMap<FastifyRequest, unknown>();
  app.addHook("preValidation", async (request) => {
    bodies.set(request, request.body ?? undefined);
  });
  app.addHook("onSend", async (request, { statusCode }) => {
    const { headers, method, raw } = request;
    const { url = "" } = raw;
    const isOurs = headers["user-agent"] === OUR_AGENT;
    isUpstream ||= isOurs;
    // What a caller does wrong is refused as it is; of who may not ask, the body is not read.
    const special = isUpstream && statusCode < 300 && toSpecialCall(method, pathOf(url));
    const isChanged = special === "repositories" || special === "release";
    if (!requests || !(isOurs || isChanged) || !bodies.has(request)) return;
    checked += 1;
    for (const violation of requests.check({ method, url, body: bodies.get(request) })) {
      violations.push(`${method} ${url}: ${violation}`);
    }
  });
  return {
    finish() {
      const tally = [0, 0, checked, violations.length];
      appendFileSync(inject("tallyFile"), `${JSON.stringify(tally)}\n`);
      if (violations.length > 0) throw new Error([...new Set(violations)].join("\n"));
    },
  };
}
