import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** While the log has never been larger, there is no need of a thread. */
const SMALL_LOG_BYTES = 16 * 1024 * 1024;
/** Pages that change with every row, as those of an index, are carried once for all changes in between. */
const EVERY_MS = 1_000;

/**
 * Has the log carried into the database file before SQLite does it itself, in the middle of a commit, with
 * all requests waiting. What is written while the thread is at it remains for later: under load without
 * a pause that is SQLite's, but then it is little.
 */
export class SqliteCheckpoints {
  readonly #file: string;
  #thread: Worker | undefined;
  #last = 0;

  /** @param file of the database */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Something was written.
   * @param readSize gives the bytes that the log has on disk, which never become fewer
   */
  async noteWrite(readSize: () => Promise<number>): Promise<void> {
    const now = performance.now();
    if (now - this.#last < EVERY_MS) return;
    this.#last = now;
    if (!this.#thread && (await readSize()) < SMALL_LOG_BYTES) return;
    this.#thread ??= this.#start();
    tell(this.#thread, "checkpoint");
  }

  async close(): Promise<void> {
    if (!this.#thread) return;
    // Where nothing else is left to do, the process would end before it.
    this.#thread.ref();
    tell(this.#thread, "end");
    await once(this.#thread, "exit");
  }

  #start(): Worker {
    const url = new URL("./checkpoint-thread.ts", import.meta.url);
    const thread = new Worker(url, { workerData: this.#file });
    // Without it SQLite does all of it, as slowly as the disk is; another one is started with the next write.
    thread.on("error", () => (this.#thread = undefined));
    thread.unref();
    return thread;
  }
}

function tell(thread: Worker, message: "checkpoint" | "end"): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  thread.postMessage(message);
}
