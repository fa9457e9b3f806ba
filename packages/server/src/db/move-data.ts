import { type Kysely, sql } from "kysely";
import { StartError } from "../config/start-error.ts";
import type { Database } from "./database.ts";
import {
  contentOf,
  countRows,
  listTables,
  pagesOfPostgres,
  pagesOfSqlite,
  type Row,
  type TableContent,
} from "./table-content.ts";

export interface MovedTable extends TableContent {
  name: string;
}

export interface MoveProgress {
  table: string;
  /** Rows of all tables that are copied so far. */
  copied: number;
  total: number;
}

/** A statement of PostgreSQL takes 65,535 values. */
const MAX_VALUES = 60_000;

/**
 * Copies every row of an embedded database to an empty PostgreSQL database, in one transaction, and
 * reads both again to compare them. Whoever else would write to the embedded one waits meanwhile.
 * @returns what each table has
 * @throws StartError when the target is not empty, or a table does not arrive as it was; nothing of
 *   the copy stays then
 */
export function moveData(
  source: Database,
  target: Database,
  onProgress: (progress: MoveProgress) => void = () => undefined,
): Promise<MovedTable[]> {
  return source.transaction().execute((from) =>
    target.transaction().execute(async (into) => {
      const [read, write] = [from.withoutPlugins(), into.withoutPlugins()];
      const tables = await listTables(read);
      await requireEmpty(write, tables);
      await copyTables(read, write, tables, onProgress);
      return compareTables(read, write, tables);
    }),
  );
}

async function requireEmpty<Tables>(target: Kysely<Tables>, tables: string[]): Promise<void> {
  for (const table of tables) {
    if ((await countRows(target, table)) === 0) continue;
    throw new StartError(
      `The PostgreSQL database is not empty: there are rows in ${table}. Move to a new database, before the service is started on it.`,
    );
  }
}

async function copyTables<From, Into>(
  read: Kysely<From>,
  write: Kysely<Into>,
  tables: string[],
  onProgress: (progress: MoveProgress) => void,
): Promise<void> {
  let total = 0;
  for (const table of tables) total += await countRows(read, table);
  let copied = 0;
  for (const table of tables) {
    for await (const rows of pagesOfSqlite(read, table)) {
      await insertRows(write, table, rows);
      copied += rows.length;
      onProgress({ table, copied, total });
    }
    await continueNumbers(read, write, table);
  }
}

async function insertRows<Into>(write: Kysely<Into>, table: string, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.max(1, Math.floor(MAX_VALUES / columns.length));
  for (let from = 0; from < rows.length; from += atOnce) {
    const tuples = rows
      .slice(from, from + atOnce)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    const names = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(tuples)}`.execute(write);
  }
}

/** The next row gets the number that it would have got, also when the last ones were deleted. */
async function continueNumbers<From, Into>(
  read: Kysely<From>,
  write: Kysely<Into>,
  table: string,
): Promise<void> {
  const { rows } = await sql<{
    seq: number;
  }>`select seq from sqlite_sequence where name = ${table}`.execute(read);
  const last = rows[0]?.seq;
  if (!last) return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(write);
}

async function compareTables<From, Into>(
  read: Kysely<From>,
  write: Kysely<Into>,
  tables: string[],
): Promise<MovedTable[]> {
  const moved: MovedTable[] = [];
  for (const name of tables) {
    const before = await contentOf(pagesOfSqlite(read, name));
    const after = await contentOf(pagesOfPostgres(write, name));
    if (before.rows !== after.rows || before.checksum !== after.checksum) {
      throw new StartError(
        `The table ${name} did not arrive as it was: ${before.rows} rows with the checksum ${before.checksum} became ${after.rows} with ${after.checksum}. Nothing was moved.`,
      );
    }
    moved.push({ name, ...after });
  }
  return moved;
}
