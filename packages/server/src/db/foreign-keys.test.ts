import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";

/** Nobody deletes these rows: that a reference to them is no index costs nothing. */
const KEPT = ["users", "commit_authors"];

async function pragma<Row>(db: Database, call: string): Promise<Row[]> {
  return (await sql.raw<Row>(`select * from ${call}`).execute(db)).rows;
}

/** The first columns of a table's indexes, its primary key among them. */
async function listLeadingColumns(db: Database, table: string): Promise<string[]> {
  const indexes = await pragma<{ name: string }>(db, `pragma_index_list('${table}')`);
  const columns = await pragma<{ name: string; pk: number }>(db, `pragma_table_info('${table}')`);
  const leading = columns.filter(({ pk }) => pk === 1).map(({ name }) => name);
  for (const index of indexes) {
    const [first] = await pragma<{ name: string }>(db, `pragma_index_info('${index.name}')`);
    if (first) leading.push(first.name);
  }
  return leading;
}

test("each reference to rows that may be deleted begins an index, or a deletion reads the whole table", async () => {
  const db = await openDatabase(":memory:");
  const tables = await pragma<{ name: string }>(db, "sqlite_master where type = 'table'");
  const missing: string[] = [];
  for (const { name } of tables) {
    const indexed = await listLeadingColumns(db, name);
    const call = `pragma_foreign_key_list('${name}')`;
    for (const key of await pragma<{ table: string; from: string }>(db, call)) {
      if (KEPT.includes(key.table) || indexed.includes(key.from)) continue;
      missing.push(`${name}.${key.from} refers to ${key.table}: add an index to its migration`);
    }
  }
  await db.destroy();
  expect(missing).toEqual([]);
});
