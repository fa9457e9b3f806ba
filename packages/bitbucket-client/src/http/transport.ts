import type { Answer, Connection } from "@sentry-bitbucket-server/outbound";
import type { ConnectionOptions } from "../types.ts";
import { exchange, type ExchangeRequest } from "./exchange.ts";
import { followRedirects } from "./follow-redirects.ts";
import type { Observer } from "./observer.ts";
import { toAnswerError } from "./to-answer-error.ts";
import { toConnection } from "./to-connection.ts";

export interface TransportOptions {
  /** @default 64 MiB */
  maxAnswerBytes?: number;
  /** @default "bitbucket-client" */
  userAgent?: string;
  observer?: Observer;
}

/** The value of the `Authorization` header for one exchange; `undefined` for a call as nobody. */
export type Authorize = (request: { method: string; url: string }) => string | undefined;

export type TransportRequest = Pick<ExchangeRequest, "method" | "url" | "body"> & {
  headers?: Record<string, string>;
};

/** The way to one Bitbucket instance: sends one authorized request and throws what was refused. */
export class Transport {
  readonly #connection: Connection;
  readonly #authorize: Authorize;
  readonly #maxAnswerBytes: number;
  readonly #userAgent: string;
  readonly #observer: Observer;

  constructor(connection: ConnectionOptions, authorize: Authorize, options: TransportOptions = {}) {
    this.#connection = toConnection(connection);
    this.#authorize = authorize;
    this.#maxAnswerBytes = options.maxAnswerBytes ?? 64 * 1024 * 1024;
    this.#userAgent = options.userAgent ?? "bitbucket-client";
    this.#observer = options.observer ?? {};
  }

  /** Aborted once the transport is closed. */
  get closed(): AbortSignal {
    return this.#connection.closed;
  }

  /** An answer of 2xx; anything else is thrown as the error it means. */
  async send(request: TransportRequest, timeoutMs: number): Promise<Answer> {
    const { answer, url } = await followRedirects(request, (target) =>
      this.#observe({ ...request, ...target }, timeoutMs),
    );
    const error = toAnswerError({ method: request.method, url }, answer, Date.now());
    if (error !== undefined) throw error;
    return answer;
  }

  async #observe(request: TransportRequest, timeoutMs: number): Promise<Answer> {
    const started = performance.now();
    let status: number | undefined;
    try {
      const answer = await this.#exchange(request, timeoutMs);
      status = answer.status;
      return answer;
    } finally {
      const durationMs = performance.now() - started;
      const url = request.url.split("?", 1)[0] ?? "";
      this.#observer.onExchange?.({ method: request.method, url, status, durationMs });
    }
  }

  #exchange(request: TransportRequest, timeoutMs: number): Promise<Answer> {
    const authorization = this.#authorize(request);
    const headers = {
      accept: "application/json",
      "user-agent": this.#userAgent,
      ...request.headers,
      ...(authorization !== undefined && { authorization }),
    };
    const limits = { timeoutMs, maxAnswerBytes: this.#maxAnswerBytes };
    return exchange(this.#connection, { ...request, headers }, limits);
  }

  /** Ends all connections; what is under way fails with a `NetworkError`. */
  close(): Promise<void> {
    return this.#connection.close();
  }
}
