export interface BodyLimits {
  /** Requests whose body is here, until they are answered: what is more would only wait. */
  requests: number;
  /** Held by the bodies of all requests under way, decoded ones counted too. */
  bytes: number;
  /** Requests of one sender whose body is yet to come: each costs a socket and little else. */
  incoming: number;
  /** A body has to be here by then. */
  receiveMs: number;
}

/** Bodies up to this size always find room that larger ones cannot take: nearly all honest ones are small. */
const SMALL_BYTES = 64 * 1024;
/** Of all bytes, what larger bodies may have together, and those of one sender. */
const LARGE_SHARE = 3 / 4;
const SENDER_SHARE = 1 / 2;

interface Sender {
  incoming: number;
  bytes: number;
}

/**
 * Counts what the bodies of requests under way take, as it arrives: what is only announced costs nothing. So
 * silent connections shut nobody out, and one sender who sends much leaves room for the others.
 */
export class BodyBudget {
  readonly #limits: BodyLimits;
  readonly #senders = new Map<string, Sender>();
  #bytes = 0;
  #requests = 0;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  /** Room for one more body; undefined when its sender has too many on the way. */
  open(from: string): BodyRoom | undefined {
    const sender = this.#senders.get(from) ?? { incoming: 0, bytes: 0 };
    if (sender.incoming >= this.#limits.incoming) return undefined;
    this.#senders.set(from, sender);
    sender.incoming++;
    let bytes = 0;
    let state: "incoming" | "here" | "closed" = "incoming";
    return {
      take: (more) => {
        if (state === "closed" || !this.#mayTake(sender, bytes + more, more)) return false;
        bytes += more;
        sender.bytes += more;
        this.#bytes += more;
        return true;
      },
      arrive: () => {
        if (state !== "incoming" || this.#requests >= this.#limits.requests) return false;
        state = "here";
        sender.incoming--;
        this.#requests++;
        return true;
      },
      close: () => {
        if (state === "incoming") sender.incoming--;
        if (state === "here") this.#requests--;
        state = "closed";
        sender.bytes -= bytes;
        this.#bytes -= bytes;
        bytes = 0;
        if (sender.incoming === 0 && sender.bytes === 0) this.#senders.delete(from);
      },
    };
  }

  #mayTake(sender: Sender, size: number, more: number): boolean {
    const { bytes } = this.#limits;
    const isSmall = size <= SMALL_BYTES;
    if (this.#bytes + more > bytes * (isSmall ? 1 : LARGE_SHARE)) return false;
    return isSmall || sender.bytes + more <= bytes * SENDER_SHARE;
  }
}

/** What one request may hold. Whoever opened it closes it, once. */
export interface BodyRoom {
  /** Asks for this many bytes more. */
  take(bytes: number): boolean;
  /** The body is here; false when too many wait for their answer. */
  arrive(): boolean;
  close(): void;
}
