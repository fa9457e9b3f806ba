import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Connection } from "@sentry-bitbucket-server/outbound";
import type { z } from "zod";
import type { CallWatch } from "../../integrations/types.ts";
import { connectTo } from "./connect-to.ts";
import { findNextCursor } from "./next-cursor.ts";
import { parseAnswer, type SentryCall } from "./sentry-call.ts";
import { toAnswerError, toConnectionError } from "./to-upstream-error.ts";
import type { Outbound, UpstreamAddress } from "../types.ts";
import { UpstreamClock } from "./upstream-clock.ts";
import { UpstreamError } from "./upstream-error.ts";
import { UpstreamLimiter } from "./upstream-limiter.ts";

/** Of one exchange; a release of 10,000 commits takes Sentry its time. */
const TIMEOUT_MS = 30_000;
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;
/** Before a second and a third attempt of a read. */
const RETRY_DELAYS_MS = [250, 1_000];

export interface SentryClientOptions {
  outbound: Outbound;
  /** Told of each exchange, for metrics. */
  onExchange?: (exchange: {
    method: string;
    path: string;
    status: number | undefined;
    durationMs: number;
  }) => void;
  /** Told whether the upstream is there and accepts the token. @default nobody */
  watch?: CallWatch;
  /** Finds out what is behind an error, which is thrown then. @default nothing */
  explain?: (error: UpstreamError) => Promise<UpstreamError>;
  /** That of other clients with the same token, which share its limits. @default one of its own */
  limiter?: UpstreamLimiter;
}

/**
 * An upstream Sentry as the holder of one token sees it. Reads are repeated when they fail in a way that
 * may pass; writes never are: whoever asks for one knows whether it may be done twice.
 */
export class SentryClient {
  readonly #origin: string;
  readonly #slug: string;
  readonly #token: string;
  readonly #connection: Connection;
  readonly #options: SentryClientOptions;
  readonly #limiter: UpstreamLimiter;
  #wroteAt: number | undefined;
  /** What the upstream dates is compared with our times through this. */
  readonly clock = new UpstreamClock();

  /** @throws UpstreamError `upstream_invalid_input` for a certificate that cannot be read */
  constructor(address: UpstreamAddress, token: string, options: SentryClientOptions) {
    this.#origin = address.regionUrl ?? address.baseUrl;
    this.#slug = address.slug;
    this.#token = token;
    this.#options = options;
    this.#limiter = options.limiter ?? new UpstreamLimiter();
    this.#connection = connectTo(address, options.outbound);
  }

  /** When a write succeeded last. */
  get wroteAt(): number | undefined {
    return this.#wroteAt;
  }

  /** The path of something of the organization: `releases/` → `/api/0/organizations/acme/releases/`. */
  pathOf(below: string): string {
    return `/api/0/organizations/${encodeURIComponent(this.#slug)}/${below}`;
  }

  /** The path of something of a project: `/api/0/projects/acme/shop/releases/`. */
  projectPathOf(project: string, below: string): string {
    const [organization, slug] = [this.#slug, project].map(encodeURIComponent);
    return `/api/0/projects/${organization}/${slug}/${below}`;
  }

  /** @throws UpstreamError whatever goes wrong, also an answer that is not as `schema` */
  async ask<T>(call: SentryCall, schema: z.ZodType<T>): Promise<T> {
    return parseAnswer(schema, await this.send(call), call);
  }

  /** All elements of a list, page by page. Begins at `path`, which may have a query. */
  async *list<T>(path: string, schema: z.ZodType<T[]>): AsyncGenerator<T, void, undefined> {
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? "" : `cursor=${encodeURIComponent(cursor)}`;
      const page = query && path + (path.includes("?") ? "&" : "?") + query;
      const call = { method: "GET" as const, path: page || path };
      const answer = await this.send(call);
      yield* parseAnswer(schema, answer, call);
      cursor = findNextCursor(answer.header("link"), cursor);
    } while (cursor !== undefined);
  }

  /** @throws UpstreamError unless the answer is a success */
  async send(call: SentryCall): Promise<Answer> {
    const delays = call.method === "GET" ? RETRY_DELAYS_MS : [];
    for (const delay of delays) {
      try {
        return await this.#attempt(call);
      } catch (error) {
        if (!isWorthRepeating(error)) throw error;
        await wait(delay, undefined, { signal: this.#connection.closed }).catch(() => {
          throw error;
        });
      }
    }
    return this.#attempt(call);
  }

  /** Ends all connections; what is under way fails. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  async #attempt(call: SentryCall): Promise<Answer> {
    const { watch, explain } = this.#options;
    const number = watch?.begin() ?? 0;
    try {
      const answer = await this.#limiter.run(() => this.#exchange(call), this.#connection.closed);
      await watch?.end(number);
      return answer;
    } catch (error) {
      if (!(error instanceof UpstreamError) || this.#connection.closed.aborted) throw error;
      const told = (await explain?.(error)) ?? error;
      await watch?.end(number, told.isNoAnswer ? told : undefined);
      throw told;
    }
  }

  async #exchange({ method, path, body, timeoutMs = TIMEOUT_MS }: SentryCall): Promise<Answer> {
    const url = this.#origin + path;
    const asked = { method, url: url.split("?", 1)[0] ?? url };
    const started = performance.now();
    let status: number | undefined;
    try {
      const limits = { timeoutMs, maxAnswerBytes: MOST_ANSWER_BYTES };
      const sentAt = Date.now();
      const answer = await this.#connection.exchange(
        { method, url, headers: this.#headers(body), body: toJson(body) },
        limits,
      );
      ({ status } = answer);
      this.clock.learn(answer.header("date"), sentAt, Date.now());
      const error = toAnswerError(asked, answer, Date.now());
      this.#limiter.learn(answer, error?.retryAfterMs);
      if (error) throw error;
      if (method !== "GET") this.#wroteAt = Date.now();
      return answer;
    } catch (error) {
      throw toConnectionError(error, asked);
    } finally {
      const [path = ""] = asked.url.slice(this.#origin.length).split("?", 1);
      const durationMs = performance.now() - started;
      this.#options.onExchange?.({ method, path, status, durationMs });
    }
  }

  #headers(body: unknown): Record<string, string> {
    return {
      accept: "application/json",
      authorization: `Bearer ${this.#token}`,
      "user-agent": "sentry-bitbucket-server",
      ...(body !== undefined && { "content-type": "application/json" }),
    };
  }
}

function toJson(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

/** A limit is waited for by the limiter; what lasts is left to whoever asks. */
function isWorthRepeating(error: unknown): boolean {
  return error instanceof UpstreamError && error.retryable && error.code !== "upstream_conflict";
}
