import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import {
  CompiledQuery,
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

export interface PostgresLimits {
  /**
   * A connection that is in use and says nothing for so long is given up: its server, or the way to it,
   * may be gone without a word. No statement of the service takes as long. 0: never.
   * @default 20_000
   */
  silenceMs?: number;
  /**
   * PostgreSQL ends a transaction whose process stands still for so long, so that others go on. Shorter than
   * a lease by more than the time between two extensions. 0: never.
   * @default 5_000
   */
  idleInTransactionMs?: number;
}

/** For who copies a database, or changes its tables. */
export const WITHOUT_LIMITS: PostgresLimits = { silenceMs: 0, idleInTransactionMs: 0 };

/** Presents a PostgreSQL database (`postgres://user:password@host/name`) to Kysely. */
export function createPostgresDialect(
  url: string,
  { silenceMs = 20_000, idleInTransactionMs = 5_000 }: PostgresLimits = {},
): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    application_name: "sentry-bitbucket-server",
    types: parseNumbers(),
  });
  // A connection that breaks while idle is replaced when the next one is needed.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    // When it breaks while it is used, the next statement fails: who holds it need not be told twice.
    client.on("error", () => undefined);
    giveUpSilent(client.connection.stream, silenceMs);
  });
  return new SingleWriterPostgresDialect({ pool });
}

/** The pool closes an idle connection sooner, so silence is a statement without an answer. */
function giveUpSilent(stream: Duplex, silenceMs: number): void {
  if (!(stream instanceof Socket)) return;
  const message = `PostgreSQL has not answered for ${silenceMs / 1_000} s.`;
  const error = Object.assign(new Error(message), { code: "ETIMEDOUT" });
  stream.setTimeout(silenceMs, () => stream.destroy(error));
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
 * the rows that it reads. All have that level, whatever the server's own default is: under a higher one
 * those that waited for each other would fail.
 */
class SingleWriterPostgresDriver extends PostgresDriver {
  override async beginTransaction(
    connection: PostgresConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, { ...settings, isolationLevel: "read committed" });
    if (settings.isolationLevel !== undefined) return;
    try {
      await connection.executeQuery(
        CompiledQuery.raw(`select pg_advisory_xact_lock(${WRITER_LOCK})`),
      );
    } catch (error) {
      // For Kysely it has not begun: it would give the connection to the next one as it is.
      await this.rollbackTransaction(connection);
      throw error;
    }
  }

  /** Never fails: the connection is thrown away then, and the caller is to hear what went wrong before. */
  override async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

type PostgresConnection = Parameters<PostgresDriver["rollbackTransaction"]>[0];

/** Numbers of 64 bits (times, counts, sums) are exact as a JavaScript number in all that we store. */
function parseNumbers(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  overrides.setTypeParser(types.builtins.NUMERIC, Number);
  return overrides;
}
