import type { Database } from "./database.ts";

/** What is to be written in a transaction. It may run twice: all that it does, it does through `trx`. */
export type Write<T> = (trx: Database) => Promise<T>;

interface Waiting {
  /** Settles the promise that the caller waits for. */
  runAlone(): Promise<void>;
  /** @returns what tells the caller, once the transaction has committed */
  runWith(trx: Database): Promise<() => void>;
}

/** So that nobody waits long for the others, and the event loop turns in between. */
const LARGEST_GROUP = 100;

/**
 * Commits what arrives in one turn of the event loop together. A commit waits for the disk, so one
 * for many is what makes thousands of durable writes a second possible. Whoever called is told after
 * the commit. When one write fails, the group is undone and each runs in a transaction of its own, so
 * that the error reaches its caller alone.
 */
export class GroupCommit {
  readonly #db: Database;
  #waiting: Waiting[] = [];
  #isAtWork = false;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns what `write` returns, when it is on disk */
  run<T>(write: Write<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({
      runAlone: () => this.#db.transaction().execute(write).then(resolve, reject),
      async runWith(trx) {
        const result = await write(trx);
        return () => resolve(result);
      },
    });
    if (!this.#isAtWork) {
      this.#isAtWork = true;
      setImmediate(() => void this.#work());
    }
    return promise;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#commit(this.#waiting.splice(0, LARGEST_GROUP));
      // Lets requests in that arrived meanwhile: they make the next group.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#isAtWork = false;
  }

  /** Never rejects: every error has a caller. */
  async #commit(group: Waiting[]): Promise<void> {
    const told = await this.#db
      .transaction()
      .execute(async (trx) => {
        const tells: (() => void)[] = [];
        for (const waiting of group) tells.push(await waiting.runWith(trx));
        return tells;
      })
      .catch(() => undefined);
    if (told) for (const tell of told) tell();
    else for (const waiting of group) await waiting.runAlone();
  }
}
