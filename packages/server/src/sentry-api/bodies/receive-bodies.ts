import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import { networkOf } from "../../accounts/network-of.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { BodyBudget, type BodyLimits, type BodyRoom } from "./body-budget.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Where bodies are received as bytes: what this one may take. */
    bodyRoom: BodyRoom | undefined;
  }
}

const RETRY_AFTER_S = 5;
/** What a piece of a body costs beside its bytes: somebody may send them one by one. */
const PIECE_BYTES = 256;

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
    readBody(request, payload, maxBytes),
  );
  scope.addHook("onRequest", (request, reply, done) => {
    const room = budget.open(networkOf(request.ip));
    if (!room) {
      done(tooBusy());
      return;
    }
    request.bodyRoom = room;
    const cut = setTimeout(() => request.raw.destroy(), limits.receiveMs);
    request.raw.once("end", () => clearTimeout(cut));
    reply.raw.once("close", () => {
      clearTimeout(cut);
      room.close();
    });
    done();
  });
  scope.addHook("preValidation", (request, _reply, done) => {
    if (request.bodyRoom?.arrive()) done();
    else done(tooBusy());
  });
}

/** The connection is closed: its body may still be on its way. */
export function tooBusy(): ApiError {
  const headers = { "retry-after": String(RETRY_AFTER_S), connection: "close" };
  const sentence = "Too many requests are under way. Send it again in some seconds.";
  return new ApiError(503, sentence, headers);
}

function readBody(
  { bodyRoom, headers }: FastifyRequest,
  payload: IncomingMessage,
  maxBytes: number,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const pieces: Buffer[] = [];
  let size = 0;
  const refuse = (error: Error) => {
    payload.off("data", take);
    pieces.length = 0;
    reject(error);
  };
  const take = (piece: Buffer) => {
    size += piece.length;
    if (size > maxBytes) refuse(tooLarge(maxBytes));
    else if (!bodyRoom?.take(piece.length + PIECE_BYTES)) refuse(tooBusy());
    else pieces.push(piece);
  };
  if (Number(headers["content-length"]) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  payload.on("data", take);
  payload.once("end", () => resolve(joined(pieces)));
  payload.once("error", reject);
  return promise;
}

function joined(pieces: Buffer[]): Buffer {
  const [first, second] = pieces;
  return first && !second ? first : Buffer.concat(pieces);
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(413, `The body is too large: it may have ${maxBytes} bytes.`, {
    connection: "close",
  });
}
