import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "@sentry-bitbucket-server/outbound";
import pLimit from "p-limit";
import type { z } from "zod";
import { BitbucketServerAPIPath } from "../api-path.ts";
import { RateLimitError } from "../errors/answer-errors.ts";
import type { ConnectionOptions } from "../types.ts";
import { pageSchema, paginate } from "./paginate.ts";
import { parseAnswer } from "./parse-answer.ts";
import { retry, type RetryPolicy } from "./retry.ts";
import { Transport, type Authorize, type TransportOptions } from "./transport.ts";
import { withQuery, type Query } from "./with-query.ts";

export interface RestApiOptions extends TransportOptions {
  /** In [0, 1), for the jitter of retries. @default Math.random */
  random?: () => number;
  /** Lets time pass between two attempts. @default a timer */
  wait?: (ms: number) => Promise<void>;
}

/** Bitbucket runs about 50 git processes at once for all of its users: we take 4 at most. */
const maxConcurrentRequests = 4;

/** Bitbucket cuts it down silently to what it allows for the resource, e.g. 100 for commits. */
const defaultPageLimit = 1000;

type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Calls of Bitbucket's REST API: JSON in, checked values out. GET is retried; at most four calls are
 * under way at once, and one that waits for its next attempt keeps its place, so that a rate limit
 * slows down all of them.
 */
export class RestApi {
  readonly path: BitbucketServerAPIPath;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #policy: RetryPolicy;
  readonly #limit = pLimit(maxConcurrentRequests);

  constructor(connection: ConnectionOptions, authorize: Authorize, options: RestApiOptions = {}) {
    this.path = new BitbucketServerAPIPath(connection.baseUrl);
    this.#transport = new Transport(connection, authorize, options);
    this.#timeoutMs = connection.timeoutMs ?? 30_000;
    this.#policy = {
      deadlineMs: connection.deadlineMs ?? 90_000,
      now: () => performance.now(),
      random: options.random ?? Math.random,
      wait: options.wait ?? ((ms) => this.#waitUnlessClosed(ms)),
      onWait: (ms, error) => {
        const reason = error instanceof RateLimitError ? "rate_limit" : "failure";
        options.observer?.onWait?.({ ms, reason });
      },
    };
  }

  async get<T>(url: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> {
    const target = withQuery(url, query);
    const answer = await this.send("GET", target);
    return parseAnswer(schema, answer.body, { method: "GET", url: target });
  }

  /** All values of a list, over all of its pages. `query.limit` is the size of a page. */
  pages<T>(url: string, item: z.ZodType<T>, query: Query = {}): AsyncGenerator<T, void, undefined> {
    const page = pageSchema(item);
    return paginate(
      (start) => this.get(url, page, { limit: defaultPageLimit, ...query, start }),
      url,
    );
  }

  async write<T>(method: Method, url: string, body: object, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.send(method, url, JSON.stringify(body));
    return parseAnswer(schema, answer.body, { method, url });
  }

  /** The plain answer, always 2xx. */
  send(method: Method, url: string, body?: string): Promise<Answer> {
    const headers = {
      // Bitbucket's protection against forged requests asks for it on writes.
      ...(method !== "GET" && { "x-atlassian-token": "no-check" }),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const request = { method, url, headers, body };
    return this.#limit(() =>
      method === "GET"
        ? retry(
            (left) => this.#transport.send(request, Math.ceil(Math.min(this.#timeoutMs, left))),
            this.#policy,
          )
        : this.#transport.send(request, this.#timeoutMs),
    );
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #waitUnlessClosed(ms: number): Promise<void> {
    const { closed } = this.#transport;
    await sleep(ms, undefined, { signal: closed }).catch((error: unknown) => {
      // The next attempt then fails at once, and says that the client was closed.
      if (!closed.aborted) throw error;
    });
  }
}
