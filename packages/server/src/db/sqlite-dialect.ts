import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDatabase,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";

/** Kysely prepares each query anew; the distinct ones of this service are a few hundred. */
const STATEMENT_CACHE_SIZE = 500;
/**
 * When the log of changes, in pages of 4 kB, is carried into the file. Pages that change with every row,
 * as those of an index, are carried once for all changes: four times SQLite's own value writes a third less.
 */
const CHECKPOINT_PAGES = 4_000;

/** Opens the SQLite file and presents it to Kysely. `:memory:` opens a private one. */
export function createSqliteDialect(file: string): SqliteDialect {
  return new ImmediateSqliteDialect({ database: () => Promise.resolve(openSqlite(file)) });
}

/**
 * Begins transactions with IMMEDIATE. A deferred transaction that reads and then writes fails at
 * once with "database is locked" when another process wrote in between, whatever the timeout.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

/** SQLite undoes changes of tables as all others: a migration that fails leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

function openSqlite(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  database.exec("pragma journal_mode = WAL; pragma synchronous = FULL;");
  database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES};`);
  const statements = new Map<string, SqliteStatement>();
  return {
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
