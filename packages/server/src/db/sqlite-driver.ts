import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
  type SqliteDatabase,
  SqliteDriver,
} from "kysely";
import { SqliteLog } from "./sqlite-log.ts";

/**
 * One connection, on which transactions begin with IMMEDIATE: a deferred one that reads and then writes
 * fails at once with "database is locked" when another process wrote in between, whatever the timeout.
 *
 * What was written is on disk before its caller is told, as with `synchronous = FULL`, but the event loop
 * goes on meanwhile (docs/decisions/0009-the-disk-beside-the-event-loop.md).
 */
export class DurableSqliteDriver extends SqliteDriver {
  readonly #log: SqliteLog;
  #connection: DurableConnection | undefined;

  /** @param file of the database */
  constructor(database: () => Promise<SqliteDatabase>, file: string) {
    super({ database });
    this.#log = new SqliteLog(file);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new DurableConnection(await super.acquireConnection(), this.#log);
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
  #isInTransaction = false;

  constructor(connection: DatabaseConnection, log: SqliteLog) {
    this.#connection = connection;
    this.#log = log;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await this.#connection.executeQuery<Row>(query);
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
    await this.#connection.executeQuery(CompiledQuery.raw("commit"));
    this.#isInTransaction = false;
    await this.#log.sync();
  }

  /** Kysely asks for it after a commit too of which the disk did not hear: there is then nothing to undo. */
  async rollback(): Promise<void> {
    if (!this.#isInTransaction) return;
    await this.#connection.executeQuery(CompiledQuery.raw("rollback"));
    this.#isInTransaction = false;
  }
}
