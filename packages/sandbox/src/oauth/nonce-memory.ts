/** Remembers nonces for a while, per process, as the product does: a restart forgets them. */
export class NonceMemory {
  readonly #keepFor: number;
  /** Nonce → when it came, in ms. Insertion order is order of time, so the oldest stand in front. */
  readonly #seenAt = new Map<string, number>();

  constructor(keepForMilliseconds: number) {
    this.#keepFor = keepForMilliseconds;
  }

  /** Answers whether the nonce is new, and remembers it. */
  remember(nonce: string, now: number): boolean {
    for (const [old, seenAt] of this.#seenAt) {
      if (seenAt >= now - this.#keepFor) break;
      this.#seenAt.delete(old);
    }
    if (this.#seenAt.has(nonce)) return false;
    this.#seenAt.set(nonce, now);
    return true;
  }
}
