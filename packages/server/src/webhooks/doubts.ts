import type { Database } from "../db/database.ts";
import { doubtHook } from "../reconcile/reconcile-store.ts";

const MINUTE_MS = 60_000;
/** Somebody who tries numbers makes us ask Bitbucket no more often than this. */
const MOST_PER_MINUTE = 10;

/** Has webhooks looked at whose requests come unsigned: somebody may have changed their secret at the host. */
export class Doubts {
  readonly #db: Database;
  readonly #now: () => number;
  #minute = 0;
  #count = 0;

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Some of them, when there are many: what is lost by that, comparisons bring. */
  async add(repositoryId: number): Promise<void> {
    const now = this.#now();
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) this.#count = 0;
    this.#minute = minute;
    if (this.#count >= MOST_PER_MINUTE) return;
    if (await doubtHook(this.#db, repositoryId, now)) this.#count++;
  }
}
