import { type FileHandle, open } from "node:fs/promises";
import { SqliteCheckpoints } from "./sqlite-checkpoints.ts";

/**
 * The file to which SQLite appends its changes before they are carried into the database: what is on
 * disk there is not lost. SQLite would wait for the disk in the only thread; this waits beside it.
 */
export class SqliteLog {
  readonly #file: string;
  readonly #checkpoints: SqliteCheckpoints;
  #handle: FileHandle | undefined;
  #isWritten = false;
  #failure: unknown;

  /** @param database its file; `:memory:` has no log */
  constructor(database: string) {
    this.#file = database === ":memory:" ? "" : `${database}-wal`;
    this.#checkpoints = new SqliteCheckpoints(database);
  }

  /** Something was written that is to be on disk after the next `sync`. */
  noteWrite(): void {
    this.#isWritten = true;
  }

  /**
   * Returns when everything written is on disk.
   * @throws Error when the disk fails, and from then on always: the system forgets which bytes it could
   *   not write, so that a second try would say that all is well. A new start reads what there is.
   */
  async sync(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.#isWritten || this.#file === "") return;
    try {
      const handle = (this.#handle ??= await open(this.#file, "r+"));
      await handle.datasync();
      this.#isWritten = false;
      await this.#checkpoints.noteWrite(async () => (await handle.stat()).size);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#checkpoints.close();
    await this.#handle?.close();
  }
}
