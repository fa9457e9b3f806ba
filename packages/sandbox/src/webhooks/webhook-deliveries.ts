import { createHmac, randomUUID } from "node:crypto";
import type { Faults } from "../control/faults.ts";
import type { Webhook } from "../state/entities.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { Invocation } from "./invocation.ts";
import { Connections, type IncomingResponse } from "./send-request.ts";

/** What is to be told, to whom. `webhook` may lack an id: a test of an address that is no webhook's yet. */
export interface Message {
  webhook: Pick<Webhook, "url" | "configuration" | "credentials" | "sslVerificationRequired"> & {
    id?: number;
  };
  event: string;
  eventScope: { id: string; type: string };
  body: string;
  isSigned: boolean;
}

/** A delivery as `/sandbox/deliveries` lists it: also the ones that were never sent. */
export type DeliveryRecord =
  | ({ state: "sent" } & Invocation)
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
  readonly #timeoutMs: number;
  readonly #userAgent: string;
  readonly #connections = new Connections();
  readonly #breakers = new Map<number, CircuitBreaker>();
  /** Attempts under way, held back ones, and events that are being written. */
  readonly #running = new Set<Promise<unknown>>();
  readonly #waiting = new Set<NodeJS.Timeout>();
  #records: DeliveryRecord[] = [];
  #inFlight = 0;
  #lastId = 0;

  constructor(faults: Faults, timeoutMs: number, version: string) {
    this.#faults = faults;
    this.#timeoutMs = timeoutMs;
    this.#userAgent = `Atlassian HttpClient / Bitbucket-${version}`;
  }

  /** Starts one delivery, unless a fault loses it; the circuit breaker is asked when its time has come. */
  send(message: Message): void {
    const { webhook, event } = message;
    const { kinds, waitMs } = this.#faults.strikeDelivery(event, webhook.url);
    if (kinds.has("webhook-lost")) return this.#note(message, "lost");
    const requestId = randomUUID();
    const copies = kinds.has("webhook-doubled") ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.track(this.#wait(waitMs).then(() => this.#deliver(message, requestId)));
    }
  }

  /** Sends now and tells what came of it: the product's "test connection". Breaker and faults have no say. */
  async sendTest(message: Message): Promise<Invocation> {
    const invocation = this.#invoke(message, randomUUID());
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
      (record): record is { state: "sent" } & Invocation =>
        record.state === "sent" &&
        record.webhookId === webhookId &&
        record.event !== "diagnostics:ping" &&
        (event === undefined || record.event === event),
    );
  }

  forget(): void {
    this.#records = [];
    this.#breakers.clear();
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#connections.close();
  }

  async #deliver(message: Message, requestId: string): Promise<void> {
    const breaker = this.#breakerOf(message.webhook.id ?? 0);
    if (breaker.isOpen(Date.now())) return this.#note(message, "skipped");
    if (this.#inFlight >= mostInFlight) return this.#note(message, "dropped");
    const { outcome, finish } = await this.#invoke(message, requestId);
    if (outcome === "SUCCESS") breaker.recordSuccess();
    else breaker.recordFailure(finish);
  }

  async #invoke(message: Message, requestId: string): Promise<Invocation> {
    const { webhook, event, eventScope, body } = message;
    const headers = this.#headersOf(message, requestId);
    const start = Date.now();
    let response: IncomingResponse | undefined;
    let description: string;
    this.#inFlight += 1;
    try {
      response = await this.#connections.post({
        url: webhook.url,
        headers,
        body,
        timeoutMs: this.#timeoutMs,
        verifyTls: webhook.sslVerificationRequired,
      });
      description = String(response.statusCode);
    } catch (error) {
      description = error instanceof Error ? error.message : String(error);
    } finally {
      this.#inFlight -= 1;
    }
    this.#lastId += 1;
    const invocation: Invocation = {
      id: this.#lastId,
      webhookId: webhook.id,
      requestId,
      event,
      eventScope,
      start,
      finish: Date.now(),
      request: { method: "POST", url: webhook.url, headers, body },
      response,
      outcome: outcomeOf(response),
      description,
    };
    this.#remember({ state: "sent", ...invocation });
    return invocation;
  }

  #headersOf(
    { webhook, event, body, isSigned }: Message,
    requestId: string,
  ): Record<string, string> {
    const { secret } = webhook.configuration;
    const { credentials } = webhook;
    const headers: Record<string, string> = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": this.#userAgent,
      "x-event-key": event,
      "x-request-id": requestId,
    };
    if (secret && isSigned) headers["x-hub-signature"] = signature(secret, body);
    if (credentials) {
      const text = `${credentials.username}:${credentials.password}`;
      headers.authorization = `Basic ${Buffer.from(text).toString("base64")}`;
    }
    return headers;
  }

  #breakerOf(webhookId: number): CircuitBreaker {
    const breaker = this.#breakers.get(webhookId) ?? new CircuitBreaker();
    this.#breakers.set(webhookId, breaker);
    return breaker;
  }

  #wait(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(timer);
        resolve();
      }, ms);
      this.#waiting.add(timer);
    });
  }

  #note({ webhook, event }: Message, state: "skipped" | "lost" | "dropped"): void {
    this.#remember({ state, webhookId: webhook.id, event, url: webhook.url });
  }

  #remember(record: DeliveryRecord): void {
    this.#records.push(record);
    if (this.#records.length > mostRemembered) this.#records.shift();
  }
}

function outcomeOf(response: IncomingResponse | undefined): Invocation["outcome"] {
  if (!response) return "ERROR";
  return response.statusCode >= 200 && response.statusCode < 300 ? "SUCCESS" : "FAILURE";
}

function signature(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
