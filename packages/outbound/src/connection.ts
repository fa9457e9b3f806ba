import type { Readable } from "node:stream";
import { request, type Dispatcher } from "undici";
import { createAgent, proxyFor } from "./create-agent.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { refuseLinkLocalHost } from "./link-local.ts";
import { OutboundError } from "./outbound-error.ts";
import { toOutboundError } from "./to-outbound-error.ts";

export interface OutboundRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[]>;
  body?: string | Readable | undefined;
}

/** Status and headers, by lower-case name, with the body still to come: whoever opens it reads or destroys it. */
export type OpenAnswer = Pick<Dispatcher.ResponseData, "statusCode" | "headers" | "body">;

export interface Answer {
  status: number;
  /** By lower-case name; of a header sent twice the first. */
  header(name: string): string | undefined;
  /** By lower-case name. */
  headers: OpenAnswer["headers"];
  body: string;
}

export interface ExchangeLimits {
  /** From the first byte sent to the last one read. */
  timeoutMs: number;
  maxAnswerBytes: number;
  /** Ends the exchange, at whatever point it is. @default never */
  signal?: AbortSignal;
}

/** The way to one other server: what every request to it has in common. */
export class Connection {
  readonly #dispatcher: Dispatcher;
  readonly #proxy: URL | undefined;
  readonly #allowLinkLocal: boolean;
  readonly #peer: string;
  readonly #closed = new AbortController();

  /**
   * @param peer what people call the server: `Bitbucket`
   * @throws InvalidConnectionError for a certificate or proxy address that cannot be read
   */
  constructor(options: ConnectionOptions, peer: string) {
    this.#dispatcher = createAgent(options);
    this.#proxy = proxyFor(options);
    this.#allowLinkLocal = options.allowLinkLocal ?? false;
    this.#peer = peer;
  }

  /** Aborted once the connection is closed. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /**
   * One request and its complete answer, whatever its status; no retry, no redirect, no cookies.
   * @throws OutboundError when there is none
   */
  async exchange(
    asked: OutboundRequest & { body?: string | undefined },
    { timeoutMs, maxAnswerBytes, signal }: ExchangeLimits,
  ): Promise<Answer> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      // Undici's own two timeouts are off: one timer covers connecting, waiting and reading.
      const ends = signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal;
      const opened = await this.#send(asked, ends, 0);
      const body = await readBody(opened.body, maxAnswerBytes);
      const { statusCode: status, headers } = opened;
      return { status, headers, header: headerReader(headers), body };
    } catch (cause) {
      if (timeout.signal.aborted) {
        const happened = `${this.#peer} did not answer completely within ${timeoutMs} ms.`;
        throw new OutboundError("silent", happened, { cause });
      }
      throw this.toError(cause, asked.url);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Sends a request, and gives its answer as soon as that begins. What goes wrong while the body is read
   * is thrown by the body: `toError` puts it into words.
   * @param signal ends the exchange, at whatever point it is
   * @param silenceMs how long nothing may come of the answer
   * @throws OutboundError when no answer begins
   */
  async open(asked: OutboundRequest, signal: AbortSignal, silenceMs: number): Promise<OpenAnswer> {
    try {
      return await this.#send(asked, signal, silenceMs);
    } catch (cause) {
      throw this.toError(cause, asked.url);
    }
  }

  /** What was thrown by an exchange with `url`, as a sentence that says where to look. */
  toError(cause: unknown, url: string): OutboundError {
    const destination = { url, peer: this.#peer, proxy: this.#proxy };
    return toOutboundError(cause, destination, this.closed.aborted);
  }

  /** Ends all connections; what is under way fails as `closed`. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#dispatcher.destroy();
  }

  #send({ url, method, headers, body }: OutboundRequest, signal: AbortSignal, silenceMs: number) {
    if (!this.#allowLinkLocal) refuseLinkLocalHost(url);
    return request(url, {
      dispatcher: this.#dispatcher,
      method,
      headers,
      body,
      signal: AbortSignal.any([signal, this.closed]),
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
  }
}

/**
 * The whole body of an answer that was opened, as text.
 * @throws OutboundError `too-large`, and whatever the body throws
 */
export async function readBody(body: OpenAnswer["body"], maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop by an exception destroys the stream and with it the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new OutboundError("too-large", `The answer is larger than ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function headerReader(headers: OpenAnswer["headers"]): Answer["header"] {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
}
