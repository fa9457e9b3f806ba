import { request, type Dispatcher } from "undici";
import { AnswerTooLargeError } from "../errors/answer-too-large-error.ts";
import type { RequestLine } from "../errors/bitbucket-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { LinkLocalAddress, refuseLinkLocalHost, toLinkLocalError } from "./link-local.ts";
import { toNetworkError } from "./to-network-error.ts";

export interface ExchangeRequest extends RequestLine {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers: Record<string, string>;
  body?: string;
}

export interface ExchangeLimits {
  timeoutMs: number;
  maxAnswerBytes: number;
  /** Aborted when the client is closed. */
  closed: AbortSignal;
  /** The proxy of the dispatcher, to be named when it is the one that fails. */
  proxy?: URL;
  /** The dispatcher looks after names; this is about addresses. */
  allowLinkLocal: boolean;
}

export interface Answer {
  status: number;
  /** By lower-case name; of a header sent twice the first. */
  header(name: string): string | undefined;
  body: string;
}

/**
 * One request and its complete answer, whatever its status; no retry, no redirect, no cookies.
 * Throws `NetworkError`, `TimeoutError`, `AnswerTooLargeError` or, for a link-local address,
 * `WrongAddressError`.
 */
export async function exchange(
  dispatcher: Dispatcher,
  { method, url, headers, body }: ExchangeRequest,
  limits: ExchangeLimits,
): Promise<Answer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), limits.timeoutMs);
  const signal = AbortSignal.any([timeout.signal, limits.closed]);
  try {
    if (!limits.allowLinkLocal) refuseLinkLocalHost(url);
    // Undici's own two timeouts are off: one timer covers connecting, waiting and reading.
    const options = {
      dispatcher,
      method,
      headers,
      body,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const response = await request(url, options);
    const text = await readBody(response.body, { method, url }, limits.maxAnswerBytes);
    return { status: response.statusCode, header: headerReader(response.headers), body: text };
  } catch (cause) {
    if (cause instanceof AnswerTooLargeError) throw cause;
    if (cause instanceof LinkLocalAddress) throw toLinkLocalError(cause, { method, url });
    if (timeout.signal.aborted) {
      const happened = `Bitbucket did not answer completely within ${limits.timeoutMs} ms.`;
      throw new TimeoutError(happened, { method, url }, { cause });
    }
    const { closed, proxy } = limits;
    throw toNetworkError(cause, { method, url }, { closed: closed.aborted, proxy });
  } finally {
    clearTimeout(timer);
  }
}

async function readBody(
  body: Dispatcher.ResponseData["body"],
  line: RequestLine,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop by an exception destroys the stream and with it the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new AnswerTooLargeError(`The answer is larger than ${maxBytes} bytes.`, line);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headerReader(headers: Dispatcher.ResponseData["headers"]): Answer["header"] {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}
