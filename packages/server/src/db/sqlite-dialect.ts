import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { type Driver, SqliteAdapter, SqliteDialect, type SqliteStatement } from "kysely";
import { DurableSqliteDriver, type OpenSqlite } from "./sqlite-driver.ts";

/** Kysely prepares each query anew; the distinct ones of this service are a few hundred. */
const STATEMENT_CACHE_SIZE = 500;
/**
 * When SQLite carries what is left in the log, in pages of 4 kB, into the file itself. Most of it, a thread
 * has carried by then (sqlite-checkpoints.ts).
 */
const CHECKPOINT_PAGES = 16_000;

/** Opens the SQLite file and presents it to Kysely. `:memory:` opens a private one. */
export function createSqliteDialect(file: string): SqliteDialect {
  return new DurableSqliteDialect(file);
}

class DurableSqliteDialect extends SqliteDialect {
  readonly #file: string;

  constructor(file: string) {
    super({ database: () => Promise.resolve(openSqlite(file)) });
    this.#file = file;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return new DurableSqliteDriver(() => openSqlite(this.#file), this.#file);
  }
}

/** SQLite undoes changes of tables as all others: a migration that fails leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openSqlite(file: string): OpenSqlite {
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  // The driver waits for the disk after each commit; NORMAL keeps the order of writes, so that the file is
  // whole at any moment.
  database.exec("pragma journal_mode = WAL; pragma synchronous = NORMAL;");
  database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES};`);
  // The log is there from the first look at a table.
  database.exec("select 1 from sqlite_schema");
  const statements = new Map<string, SqliteStatement>();
  return {
    get isTransaction() {
      return database.isTransaction;
    },
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = toKyselyStatement(database.prepare(sql));
      if (statements.size >= STATEMENT_CACHE_SIZE) {
        const oldest = statements.keys().next();
        if (!oldest.done) statements.delete(oldest.value);
      }
      statements.set(sql, statement);
      return statement;
    },
    close() {
      statements.clear();
      database.close();
    },
  };
}

function toKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...toInputValues(parameters)),
    run: (parameters) => statement.run(...toInputValues(parameters)),
    iterate: (parameters) => statement.iterate(...toInputValues(parameters)),
  };
}

function toInputValues(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => (value === undefined ? null : (value as SQLInputValue)));
}
