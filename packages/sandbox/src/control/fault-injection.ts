import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Faults } from "./faults.ts";

const slugOfFault = /\/repos\/fault-(429|500|502|503|slow|reset)\//;
const slowMs = 3000;

/**
 * Makes requests fail: by the faults that are set, and for everything inside a repository whose slug is
 * `fault-429`, `fault-500`, `fault-502`, `fault-503`, `fault-slow` or `fault-reset`, so that a person can see
 * a failure by typing a name. The sandbox's own controls, below `controlPrefix`, never fail.
 */
export function injectFaults(app: FastifyInstance, faults: Faults, controlPrefix: string): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.url.startsWith(`${controlPrefix}/`)) return undefined;
    for (const fault of faults.strikeRequest(request.method, request.url)) {
      if (fault.kind === "latency") await delay(fault.ms);
      else if (fault.kind === "reset") return reset(reply);
      else return fail(reply, fault.status, fault.retryAfter, fault.emptyBody);
    }
    const named = slugOfFault.exec(request.url)?.[1];
    if (named === undefined) return undefined;
    if (named === "reset") return reset(reply);
    if (named === "slow") await delay(slowMs);
    else return fail(reply, Number(named), undefined, named === "429");
    return undefined;
  });
}

/** Breaks the connection without an answer. */
function reset(reply: FastifyReply): FastifyReply {
  void reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}

function fail(
  reply: FastifyReply,
  status: number,
  retryAfter: number | string | undefined,
  emptyBody: boolean,
): FastifyReply {
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  void reply.status(status);
  if (emptyBody) return reply.send();
  const message = "A fault that was asked of the sandbox.";
  return reply.send({ errors: [{ context: null, message, exceptionName: null }] });
}
