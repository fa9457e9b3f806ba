import {
  type Answer,
  type Connection,
  type ExchangeLimits,
  OutboundError,
} from "@sentry-bitbucket-server/outbound";
import { AnswerTooLargeError } from "../errors/answer-too-large-error.ts";
import type { RequestError, RequestLine } from "../errors/bitbucket-error.ts";
import { NetworkError } from "../errors/network-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { WrongAddressError } from "../errors/wrong-address-error.ts";

export interface ExchangeRequest extends RequestLine {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers: Record<string, string>;
  body?: string;
}

/**
 * One request and its complete answer, whatever its status.
 * Throws `NetworkError`, `TimeoutError`, `AnswerTooLargeError` or, for a link-local address,
 * `WrongAddressError`.
 */
export async function exchange(
  connection: Connection,
  request: ExchangeRequest,
  limits: ExchangeLimits,
): Promise<Answer> {
  try {
    return await connection.exchange(request, limits);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw toRequestError(error, { method: request.method, url: request.url });
  }
}

/** The causes stay those of the socket: the sentence is the same, and has the request besides. */
function toRequestError(
  { failure, message, cause }: OutboundError,
  line: RequestLine,
): RequestError {
  if (failure === "silent") return new TimeoutError(message, line, { cause });
  if (failure === "too-large") return new AnswerTooLargeError(message, line);
  if (failure === "link-local") return new WrongAddressError(message, line, { cause });
  return new NetworkError(failure, message, line, { cause });
}
