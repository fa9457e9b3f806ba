import { z } from "zod";

const aim = {
  /** Regular expression: against path and query of a request, or against the URL of a webhook. */
  pathPattern: z.string().refine(isRegExp, "pathPattern is not a regular expression").default(""),
  /** How often it strikes where it could, 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
  /** How many times at most; unlimited when absent. */
  count: z.int().positive().optional(),
  /** Makes `probability` (and the wait of `webhook-shuffled`) repeatable. */
  seed: z.int().default(1),
};
const requestAim = { ...aim, method: z.string().toUpperCase().optional() };
const webhookAim = { ...aim, event: z.string().optional() };

/** What can go wrong on request. The kinds with `webhook-` strike deliveries, the others requests. */
export const newFault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latency"), ms: z.int().positive(), ...requestAim }),
  z.object({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    retryAfter: z.union([z.int(), z.string()]).optional(),
    emptyBody: z.boolean().default(false),
    ...requestAim,
  }),
  z.object({ kind: z.literal("reset"), ...requestAim }),
  z.object({ kind: z.literal("webhook-lost"), ...webhookAim }),
  z.object({ kind: z.literal("webhook-doubled"), ...webhookAim }),
  z.object({ kind: z.literal("webhook-delayed"), ms: z.int().positive(), ...webhookAim }),
  z.object({
    kind: z.literal("webhook-shuffled"),
    ms: z.int().positive().default(200),
    ...webhookAim,
  }),
]);

type NewFault = z.output<typeof newFault>;
/** A fault that is set; `hits` tells how often it has struck. */
export type Fault = NewFault & { id: number; hits: number };
type RequestFault = Extract<Fault, { kind: "latency" | "status" | "reset" }>;
type WebhookFault = Exclude<Fault, RequestFault>;

interface Armed {
  fault: Fault;
  random: () => number;
}

/** The faults that are set, and the dice that decide whether they strike. */
export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;

  add(settings: NewFault): Fault {
    this.#lastId += 1;
    const fault = { ...settings, id: this.#lastId, hits: 0 };
    this.#armed.push({ fault, random: seededRandom(settings.seed) });
    return fault;
  }

  list(): Fault[] {
    return this.#armed.map(({ fault }) => fault);
  }

  remove(id: number): void {
    this.#armed = this.#armed.filter(({ fault }) => fault.id !== id);
  }

  clear(): void {
    this.#armed = [];
  }

  /** The faults that strike this request, each counted as a hit. */
  strikeRequest(method: string, url: string): RequestFault[] {
    return this.#strike(
      ({ fault }) =>
        isRequestFault(fault) &&
        (fault.method === undefined || fault.method === method) &&
        new RegExp(fault.pathPattern).test(url),
    ).map(({ fault }) => fault as RequestFault);
  }

  /** The faults that strike this delivery; `waitMs` is how long it is held back by them. */
  strikeDelivery(event: string, url: string): { kinds: Set<string>; waitMs: number } {
    const struck = this.#strike(
      ({ fault }) =>
        !isRequestFault(fault) &&
        (fault.event === undefined || fault.event === event) &&
        new RegExp(fault.pathPattern).test(url),
    );
    const waits = struck.map(({ fault, random }) => waitOf(fault as WebhookFault, random));
    const kinds = new Set<string>(struck.map(({ fault }) => fault.kind));
    return { kinds, waitMs: waits.reduce((sum, wait) => sum + wait, 0) };
  }

  #strike(aimsAt: (armed: Armed) => boolean): Armed[] {
    return this.#armed.filter((armed) => {
      const { fault, random } = armed;
      const isSpent = fault.count !== undefined && fault.hits >= fault.count;
      if (isSpent || !aimsAt(armed) || random() >= fault.probability) return false;
      fault.hits += 1;
      return true;
    });
  }
}

function isRequestFault(fault: Fault): fault is RequestFault {
  return !fault.kind.startsWith("webhook-");
}

/** Deliveries are shuffled by holding each one back for another time. */
function waitOf(fault: WebhookFault, random: () => number): number {
  if (fault.kind === "webhook-delayed") return fault.ms;
  if (fault.kind === "webhook-shuffled") return Math.floor(random() * fault.ms);
  return 0;
}

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Numbers from 0 up to 1, the same ones for the same seed (a linear congruential generator). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
