import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "./database.ts";

/**
 * Writes all of it in a transaction. It may run twice: all that it does, it does through `trx`.
 * @returns for each item, in their order, what its caller is told
 */
export type WriteAll<Item, Result> = (trx: Database, items: Item[]) => Promise<Result[]>;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface Failure {
  error: unknown;
  /** No transaction began: what comes next would wait as long, and fail as well. */
  isAway: boolean;
}

/** So that nobody waits long for the others, and the event loop turns in between. */
const LARGEST_GROUP = 100;
/** Between groups, for the next one to gather: its transaction has a dozen statements however few its rows. */
const GATHER_MS = 2;

/**
 * Commits what arrives in one turn of the event loop, or while the group before is written, together. A
 * commit waits for the disk, so one for many is what makes thousands of durable writes a second possible.
 * Whoever called is told after the commit. When a group cannot be written, it is undone and each item is
 * written in a transaction of its own, so that the error reaches its caller alone; unless none can even
 * begin: then the database is away, and all are told at once.
 */
export class GroupCommit<Item, Result> {
  readonly #db: Database;
  readonly #writeAll: WriteAll<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #isAtWork = false;

  constructor(db: Database, writeAll: WriteAll<Item, Result>) {
    this.#db = db;
    this.#writeAll = writeAll;
  }

  /** Returns when it is on disk. */
  run(item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#isAtWork) {
      this.#isAtWork = true;
      setImmediate(() => void this.#work());
    }
    return promise;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#commitGroup(this.#waiting.splice(0, LARGEST_GROUP));
      await pause(GATHER_MS);
    }
    this.#isAtWork = false;
  }

  /** Never rejects: every error has a caller. */
  async #commitGroup(group: Waiting<Item, Result>[]): Promise<void> {
    const { failure } = await this.#commit(group);
    if (!failure) return;
    let { isAway, error } = failure;
    for (const one of group) {
      if (!isAway) {
        const alone = await this.#commit([one]);
        if (!alone.failure) continue;
        ({ isAway, error } = alone.failure);
      }
      one.reject(error);
    }
  }

  /** Tells the callers when it is on disk. @returns why it is not; `isAway`: nothing else will be */
  async #commit(group: Waiting<Item, Result>[]): Promise<{ failure?: Failure }> {
    let isAway = true;
    try {
      const results = await this.#db.transaction().execute((trx) => {
        isAway = false;
        return this.#writeAll(
          trx,
          group.map(({ item }) => item),
        );
      });
      for (const [place, { resolve }] of group.entries()) resolve(results[place] as Result);
      return {};
    } catch (error) {
      return { failure: { isAway, error } };
    }
  }
}
