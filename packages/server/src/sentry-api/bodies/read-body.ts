import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { networkOf } from "../../accounts/network-of.ts";
import { ApiError } from "../api-error.ts";
import type { BodyBudget, BodyRoom } from "./body-budget.ts";

const RETRY_AFTER_S = 5;
/** What a piece of a body costs beside its bytes: somebody may send them one by one. */
const PIECE_BYTES = 256;

/**
 * Room for the body of a request until that is answered. Cuts the connection when the body does not come.
 * @param receiveMs how long it may be on its way
 * @returns undefined when its sender has too many on the way
 */
export function openRoom(
  budget: BodyBudget,
  { ip, raw }: FastifyRequest,
  reply: FastifyReply,
  receiveMs: number,
): BodyRoom | undefined {
  const room = budget.open(networkOf(ip));
  if (!room) return undefined;
  const cut = setTimeout(() => raw.destroy(), receiveMs);
  raw.once("end", () => clearTimeout(cut));
  reply.raw.once("close", () => {
    clearTimeout(cut);
    room.close();
  });
  return room;
}

/**
 * Reads a body as a whole, as far as there is room for it.
 * @throws ApiError 413 when it is too large, 503 when there is no room
 */
export function readBody(
  request: IncomingMessage,
  room: BodyRoom | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const pieces: Buffer[] = [];
  let size = 0;
  const refuse = (error: Error) => {
    request.off("data", take);
    pieces.length = 0;
    reject(error);
  };
  const take = (piece: Buffer) => {
    size += piece.length;
    if (size > maxBytes) refuse(tooLarge(maxBytes));
    else if (!room?.take(piece.length + PIECE_BYTES)) refuse(tooBusy());
    else pieces.push(piece);
  };
  if (Number(request.headers["content-length"]) > maxBytes) {
    return Promise.reject(tooLarge(maxBytes));
  }
  request.on("data", take);
  request.once("end", () => resolve(joined(pieces)));
  request.once("error", reject);
  return promise;
}

/** The connection is closed: its body may still be on its way. */
export function tooBusy(): ApiError {
  const headers = { "retry-after": String(RETRY_AFTER_S), connection: "close" };
  const sentence = "Too many requests are under way. Send it again in some seconds.";
  return new ApiError(503, sentence, headers);
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
