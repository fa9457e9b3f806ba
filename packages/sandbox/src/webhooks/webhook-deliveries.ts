import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Faults } from "../control/faults.ts";
import { attemptDelivery, type Message, type Sender } from "./attempt-delivery.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { Invocation } from "./invocation.ts";
import { Connections } from "./send-request.ts";

type SentRecord = { state: "sent" } & Invocation;

/** A delivery as `/sandbox/deliveries` lists it: also the ones that were never sent. */
export type DeliveryRecord =
  | SentRecord
  | {
      state: "skipped" | "lost" | "dropped";
      webhookId?: number | undefined;
      event: string;
      url: string;
    };

const mostInFlight = 250;
const mostRemembered = 1000;

/** Sends webhooks: at once, each on its own, never again. Remembers the last thousand. */
export class WebhookDeliveries {
  readonly #faults: Faults;
  readonly #sender: Sender;
  readonly #breakers = new Map<number, CircuitBreaker>();
  /** Attempts under way, held back ones, and events that are being written. */
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  #records: DeliveryRecord[] = [];
  #inFlight = 0;
  #lastId = 0;

  constructor(faults: Faults, timeoutMs: number, version: string) {
    this.#faults = faults;
    const userAgent = `Atlassian HttpClient / Bitbucket-${version}`;
    this.#sender = { connections: new Connections(), timeoutMs, userAgent };
  }

  /** Starts one delivery, unless a fault loses it; the circuit breaker is asked when its time has come. */
  send(message: Message): void {
    const { webhook, event } = message;
    const { kinds, waitMs } = this.#faults.strikeDelivery(event, webhook.url);
    if (kinds.has("webhook-lost")) return this.#note(message, "lost");
    const requestId = randomUUID();
    const copies = kinds.has("webhook-doubled") ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.track(this.#deliver(message, requestId, waitMs));
    }
  }

  /** Sends now and tells what came of it: the product's "test connection". Breaker and faults have no say. */
  sendTest(message: Message): Promise<Invocation> {
    const invocation = this.#attempt(message, randomUUID());
    this.track(invocation);
    return invocation;
  }

  /** Makes `idle` wait for work that may lead to deliveries. */
  track(work: Promise<unknown>): void {
    // Whoever started the work hears of its failure; here only its end counts.
    const tracked = work.catch(() => undefined).finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  /** Ends when no delivery is running or held back. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Everything remembered, oldest first. */
  records(): readonly DeliveryRecord[] {
    return this.#records;
  }

  /** The attempts made for one webhook's events, oldest first; tests do not count. */
  invocations(webhookId: number, event?: string): Invocation[] {
    return this.#records.filter(
      (record): record is SentRecord =>
        record.state === "sent" &&
        record.webhookId === webhookId &&
        record.event !== "diagnostics:ping" &&
        (event === undefined || record.event === event),
    );
  }

  /** Forgets what was sent and what failed: every webhook is healthy again. */
  forget(): void {
    this.#records = [];
    this.#breakers.clear();
  }

  close(): void {
    this.#closing.abort();
    this.#sender.connections.close();
  }

  async #deliver(message: Message, requestId: string, waitMs: number): Promise<void> {
    if (waitMs > 0) await delay(waitMs, undefined, { signal: this.#closing.signal });
    const breaker = this.#breakerOf(message.webhook.id ?? 0);
    if (breaker.isOpen(Date.now())) return this.#note(message, "skipped");
    if (this.#inFlight >= mostInFlight) return this.#note(message, "dropped");
    const { outcome, finish } = await this.#attempt(message, requestId);
    if (outcome === "SUCCESS") breaker.recordSuccess();
    else breaker.recordAttempt(finish);
  }

  async #attempt(message: Message, requestId: string): Promise<Invocation> {
    this.#inFlight += 1;
    const attempt = await attemptDelivery(this.#sender, message, requestId);
    this.#inFlight -= 1;
    this.#lastId += 1;
    const invocation = { id: this.#lastId, ...attempt };
    this.#remember({ state: "sent", ...invocation });
    return invocation;
  }

  #breakerOf(webhookId: number): CircuitBreaker {
    const breaker = this.#breakers.get(webhookId) ?? new CircuitBreaker();
    this.#breakers.set(webhookId, breaker);
    return breaker;
  }

  #note({ webhook, event }: Message, state: "skipped" | "lost" | "dropped"): void {
    this.#remember({ state, webhookId: webhook.id, event, url: webhook.url });
  }

  #remember(record: DeliveryRecord): void {
    this.#records.push(record);
    if (this.#records.length > mostRemembered) this.#records.shift();
  }
}
