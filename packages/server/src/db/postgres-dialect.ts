import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from "kysely";
import { Pool, TypeOverrides, types } from "pg";

/** Connections of one process: its lanes, the requests under way, and some to spare. */
const POOL_SIZE = 20;
/** A server that does not answer is an error that says so, not a request that hangs. */
const CONNECT_TIMEOUT_MS = 10_000;
/** PostgreSQL ends a transaction whose process stands still for so long, so that others go on. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/** Presents a PostgreSQL database (`postgres://user:password@host/name`) to Kysely. */
export function createPostgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: "sentry-bitbucket-server",
    types: parseNumbers(),
  });
  // A connection that breaks while idle is replaced when the next one is needed.
  pool.on("error", () => undefined);
  return new SingleWriterPostgresDialect({ pool });
}

class SingleWriterPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new SingleWriterPostgresDriver(this.#config);
  }
}

/** Taken by transactions, so that one writes at a time in all replicas. Any number would do. */
const WRITER_LOCK = 5_723_001;

/**
 * Lets transactions in one at a time, as SQLite does: what one has read is still so when it writes
 * (docs/decisions/0008). One that says `setIsolationLevel("read committed")` does not wait: it locks
 * the rows that it reads.
 */
class SingleWriterPostgresDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings);
    if (settings.isolationLevel !== undefined) return;
    await connection.executeQuery(
      CompiledQuery.raw(`select pg_advisory_xact_lock(${WRITER_LOCK})`),
    );
  }
}

/** Numbers of 64 bits (times, counts, sums) are exact as a JavaScript number in all that we store. */
function parseNumbers(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  overrides.setTypeParser(types.builtins.NUMERIC, Number);
  return overrides;
}
