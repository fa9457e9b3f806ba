import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";

export type Row = Record<string, unknown>;

/** What a table has, to hold a copy against it. */
export interface TableContent {
  rows: number;
  /** 32 hex digits, the same in whatever order the rows are read. */
  checksum: string;
}

/** Rows that are held in memory at once. */
const PAGE = 500;

/**
 * The tables of a SQLite database, each after those that it refers to.
 * @throws Error when tables refer to one another in a circle
 */
export async function listTables<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string; parent: string | null }>`
    select tables.name, keys."table" as parent
    from sqlite_schema tables left join pragma_foreign_key_list(tables.name) keys
    where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like 'kysely_%'
    order by tables.name`.execute(db);
  const left = Map.groupBy(rows, ({ name }) => name);
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find(([name, keys]) =>
      keys.every(({ parent }) => parent === null || parent === name || !left.has(parent)),
    );
    if (!next) throw new Error(`Tables refer to one another: ${[...left.keys()].join(", ")}`);
    ordered.push(next[0]);
    left.delete(next[0]);
  }
  return ordered;
}

export async function countRows<Tables>(db: Kysely<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function* pagesOfSqlite<Tables>(
  db: Kysely<Tables>,
  table: string,
): AsyncGenerator<Row[]> {
  let after = -1;
  for (;;) {
    const { rows } = await sql<Row & { place: number }>`
      select rowid as place, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${PAGE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    after = last.place;
    for (const row of rows as Row[]) delete row["place"];
    yield rows;
  }
}

/** In a transaction: a cursor of PostgreSQL lives no longer. */
export async function* pagesOfPostgres<Tables>(
  trx: Kysely<Tables>,
  table: string,
): AsyncGenerator<Row[]> {
  await sql`declare pages no scroll cursor for select * from ${sql.table(table)}`.execute(trx);
  try {
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(PAGE)} from pages`.execute(trx);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await sql`close pages`.execute(trx);
  }
}

/** Each row has a hash; added up, they tell whether two tables have the same rows. */
export async function contentOf(pages: AsyncIterable<Row[]>): Promise<TableContent> {
  let rows = 0;
  let sum = 0n;
  for await (const page of pages) {
    for (const row of page) sum = BigInt.asUintN(128, sum + hashOf(row));
    rows += page.length;
  }
  return { rows, checksum: sum.toString(16).padStart(32, "0") };
}

function hashOf(row: Row): bigint {
  const values = Object.keys(row)
    .toSorted()
    .map((column) => [column, comparable(row[column])]);
  const digest = createHash("sha256").update(JSON.stringify(values)).digest("hex");
  return BigInt(`0x${digest.slice(0, 32)}`);
}

const comparable = (value: unknown) =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString("base64") } : value;
