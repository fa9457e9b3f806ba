import type { CommitFilechanges } from "../types.ts";

interface Entry {
  filechanges: Promise<CommitFilechanges>;
  /** Memory it stands for: the number of changes, at least 1. */
  weight: number;
}

/**
 * Remembers the changes of commits, which never change. A fetch under way is joined, a failed one is
 * forgotten; the least recently used go when all together hold more than `maxChanges` changes.
 */
export class FilechangesCache {
  readonly #maxChanges: number;
  /** In order of use, oldest first. */
  readonly #entries = new Map<string, Entry>();
  #totalWeight = 0;

  constructor(maxChanges: number) {
    this.#maxChanges = maxChanges;
  }

  get(key: string, fetch: () => Promise<CommitFilechanges>): Promise<CommitFilechanges> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.filechanges;
    }
    const entry: Entry = { filechanges: fetch(), weight: 1 };
    this.#entries.set(key, entry);
    this.#totalWeight += entry.weight;
    entry.filechanges.then(
      ({ changes }) => this.#weigh(key, entry, changes.length),
      () => this.#forget(key, entry),
    );
    return entry.filechanges;
  }

  #weigh(key: string, entry: Entry, changes: number): void {
    if (this.#entries.get(key) !== entry) return;
    this.#totalWeight += Math.max(changes, 1) - entry.weight;
    entry.weight = Math.max(changes, 1);
    for (const [oldest, oldestEntry] of this.#entries) {
      if (this.#totalWeight <= this.#maxChanges) return;
      this.#forget(oldest, oldestEntry);
    }
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#totalWeight -= entry.weight;
  }
}
