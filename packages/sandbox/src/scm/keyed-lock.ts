/** Lets work with the same key happen one after another. */
export class KeyedLock {
  readonly #tails = new Map<number, Promise<unknown>>();

  /** Runs `work` when everything that asked before it with this key has ended, well or badly. */
  async run<Result>(key: number, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    }
  }
}
