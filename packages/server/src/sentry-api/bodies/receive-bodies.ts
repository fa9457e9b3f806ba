import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import { BodyBudget, type BodyLimits, type BodyRoom } from "./body-budget.ts";
import { openRoom, readBody, tooBusy } from "./read-body.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Where bodies are received as bytes: what this one may take. */
    bodyRoom: BodyRoom | undefined;
  }
}

/**
 * Makes `request.body` the bytes as sent, whatever the content type says, at most `maxBytes`. Refuses with 503
 * what would only make the heap grow, and cuts connections whose body does not come. Hooks `onRequest` of
 * the scope's routes run before a byte of it is read.
 */
export function receiveBodies(scope: Api, maxBytes: number, limits: BodyLimits): void {
  const budget = new BodyBudget(limits);
  scope.decorateRequest("bodyRoom", undefined);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.bodyRoom, maxBytes),
  );
  scope.addHook("onRequest", (request, reply, done) => {
    request.bodyRoom = openRoom(budget, request, reply, limits.receiveMs);
    done(request.bodyRoom ? undefined : tooBusy());
  });
  scope.addHook("preValidation", (request, _reply, done) => {
    if (request.bodyRoom?.arrive()) done();
    else done(tooBusy());
  });
}
