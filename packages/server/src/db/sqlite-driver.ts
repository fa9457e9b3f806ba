import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  type SqliteDatabase,
  SqliteDriver,
} from "kysely";
import { SqliteLog } from "./sqlite-log.ts";

export interface OpenSqlite extends SqliteDatabase {
  /** As SQLite sees it: it ends some by itself, as when the disk is full. */
  readonly isTransaction: boolean;
}

/**
 * One connection, on which transactions begin with IMMEDIATE: a deferred one that reads and then writes
 * fails at once with "database is locked" when another process wrote in between, whatever the timeout.
 *
 * What was written is on disk before its caller is told, as with `synchronous = FULL`, but the event loop
 * goes on meanwhile (docs/decisions/0009-the-disk-beside-the-event-loop.md).
 */
export class DurableSqliteDriver extends SqliteDriver {
  readonly #log: SqliteLog;
  readonly #isTransaction: () => boolean;
  #connection: DurableConnection | undefined;

  /** @param file of the database */
  constructor(open: () => OpenSqlite, file: string) {
    let sqlite: OpenSqlite | undefined;
    super({ database: () => Promise.resolve((sqlite = open())) });
    this.#log = new SqliteLog(file);
    this.#isTransaction = () => sqlite?.isTransaction ?? false;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new DurableConnection(
      await super.acquireConnection(),
      this.#log,
      this.#isTransaction,
    );
    return this.#connection;
  }

  override async beginTransaction(): Promise<void> {
    await this.#connection?.begin();
  }

  override async commitTransaction(): Promise<void> {
    await this.#connection?.commit();
  }

  override async rollbackTransaction(): Promise<void> {
    await this.#connection?.rollback();
  }

  override async destroy(): Promise<void> {
    await this.#log.close();
    await super.destroy();
  }
}

class DurableConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #log: SqliteLog;
  readonly #isTransaction: () => boolean;
  #isInTransaction = false;
  /** Why SQLite ended the transaction that its owner still believes to be in. */
  #undoneBy: { error: unknown } | undefined;

  constructor(connection: DatabaseConnection, log: SqliteLog, isTransaction: () => boolean) {
    this.#connection = connection;
    this.#log = log;
    this.#isTransaction = isTransaction;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await this.#execute<Row>(query);
    if (SelectQueryNode.is(query.query)) return result;
    this.#log.noteWrite();
    if (!this.#isInTransaction) await this.#log.sync();
    return result;
  }

  streamQuery<Row>(
    query: CompiledQuery,
    chunkSize: number,
  ): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery(query, chunkSize);
  }

  async begin(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw("begin immediate"));
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    await this.#execute(CompiledQuery.raw("commit"));
    this.#isInTransaction = false;
    await this.#log.sync();
  }

  /**
   * Kysely asks for it after a commit too of which the disk did not hear, and after SQLite has undone all by
   * itself: there is then nothing to undo, and the caller is to hear what went wrong before.
   */
  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    this.#undoneBy = undefined;
    if (this.#isTransaction()) await this.#connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  /** What follows in a transaction that SQLite has ended would be written for itself, one by one. */
  async #execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#undoneBy) throw this.#undoneBy.error;
    try {
      return await this.#connection.executeQuery<Row>(query);
    } catch (error) {
      if (this.#isInTransaction && !this.#isTransaction()) this.#undoneBy = { error };
      throw error;
    }
  }
}
