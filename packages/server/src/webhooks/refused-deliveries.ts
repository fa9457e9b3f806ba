import type { RefusalReason } from "../db/schema.ts";

/** A webhook request that was not taken, of which nothing is trusted. */
export interface RefusedDelivery {
  organizationId: number;
  integrationId: number;
  /** Undefined when the URL names none, or none that is linked. */
  repositoryId: number | undefined;
  reason: RefusalReason;
  /** Of few: anybody may send any. */
  eventKey: string;
  /** Epoch milliseconds. */
  at: number;
  /** Where it came from. */
  address: string;
  /** Its sender's: `X-Request-Id`. */
  requestId: string | undefined;
  userAgent: string | undefined;
  /** Of its body, in bytes; undefined when it did not say. */
  size: number | undefined;
}

/** Those of an hour that are alike. */
export interface RefusedGroup {
  /** The same for all of them. */
  alike: string;
  count: number;
  firstAt: number;
  last: RefusedDelivery;
}

export interface RefusedDeliveriesOptions {
  /** Writes what was gathered, in one transaction. */
  write: (groups: RefusedGroup[]) => Promise<void>;
  /** Is told when that fails: these are lost. */
  onError: (error: unknown) => void;
  /** Between two writes. @default 2_000 */
  everyMs?: number;
}

/** Of more kinds than these at a time nobody is told: metrics and log count them as any other. */
export const MOST_GATHERED = 200;
const HOUR_MS = 60 * 60_000;

/**
 * Gathers refused deliveries in memory and writes them now and then, so that whoever sends them without a
 * secret makes few rows and few writes, however many they send. What is gathered when the process dies is lost.
 */
export class RefusedDeliveries {
  readonly #options: Required<RefusedDeliveriesOptions>;
  #groups = new Map<string, RefusedGroup>();
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();

  constructor(options: RefusedDeliveriesOptions) {
    this.#options = { everyMs: 2_000, ...options };
  }

  add(refused: RefusedDelivery): void {
    const alike = keyOf(refused);
    const { count, firstAt } = this.#groups.get(alike) ?? { count: 0, firstAt: refused.at };
    if (count === 0 && this.#groups.size >= MOST_GATHERED) return;
    this.#groups.set(alike, { alike, count: count + 1, firstAt, last: refused });
    this.#timer ??= setTimeout(() => this.#write(), this.#options.everyMs);
  }

  /** Writes what is left. Nothing is added after that. */
  async close(): Promise<void> {
    this.#write();
    await this.#writing;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const groups = [...this.#groups.values()];
    this.#groups = new Map();
    if (groups.length === 0) return;
    const { write, onError } = this.#options;
    this.#writing = this.#writing.then(() => write(groups)).catch(onError);
  }
}

function keyOf(refused: RefusedDelivery): string {
  const { integrationId, repositoryId = "", reason, eventKey, at } = refused;
  return [integrationId, repositoryId, reason, eventKey, Math.floor(at / HOUR_MS)].join(" ");
}
