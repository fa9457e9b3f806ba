import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "./back-up.ts";
import { type Database, openDatabase } from "./database.ts";

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "back-up-"));
  db = await openDatabase(file("live.sqlite"));
});

afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);

async function addLanes(first: number, count: number): Promise<void> {
  const values = Array.from({ length: count }, (_, n) => ({
    name: `lane:${first + n}`,
    nextRunAt: 1,
  }));
  await db.insertInto("lanes").values(values).execute();
}

async function countLanes(path: string): Promise<number> {
  const copy = await openDatabase(path);
  const lanes = await copy.selectFrom("lanes").select("name").execute();
  await copy.destroy();
  return lanes.length;
}

test("a copy taken while the service writes has all that was written before, and opens", async () => {
  for (let n = 0; n < 20; n++) await addLanes(n * 500, 500);
  const copying = backUp(file("live.sqlite"), file("copy.sqlite"));
  await addLanes(10_000, 500);
  expect(await copying).toBeGreaterThan(10);
  expect(await countLanes(file("copy.sqlite"))).toBeGreaterThanOrEqual(10_000);
  expect(await countLanes(file("live.sqlite"))).toBe(10_500);
});

test("a copy is finished while somebody writes all the time", async () => {
  await sql`create table bulk as with recursive n (x) as (select 1 union all select x + 1 from n where x < 400)
    select x, zeroblob(100000) as b from n`.execute(db);
  const copied = new AbortController();
  const writing = (async () => {
    for (let n = 0; !copied.signal.aborted; n++) {
      await addLanes(n, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await backUp(file("live.sqlite"), file("copy.sqlite")).finally(() => copied.abort());
  await writing;
  expect(statSync(file("copy.sqlite")).size).toBeGreaterThan(400 * 100_000);
});

test("only its owner can read a backup", async () => {
  await backUp(file("live.sqlite"), file("copy.sqlite"));
  expect(statSync(file("copy.sqlite")).mode & 0o777).toBe(0o600);
});

test("no file is written over", async () => {
  writeFileSync(file("copy.sqlite"), "precious");
  await expect(backUp(file("live.sqlite"), file("copy.sqlite"))).rejects.toThrow("already");
  expect(statSync(file("copy.sqlite")).size).toBe("precious".length);
});

test("a database that is damaged is told of, and leaves no backup", async () => {
  await addLanes(0, 5_000);
  await db.destroy();
  const { size } = statSync(file("live.sqlite"));
  const handle = await open(file("live.sqlite"), "r+");
  await handle.write(Buffer.alloc(20_000, 7), 0, 20_000, size - 30_000);
  await handle.close();
  await expect(backUp(file("live.sqlite"), file("copy.sqlite"))).rejects.toThrow("damaged");
  expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual([]);
  db = await openDatabase(":memory:");
});

test("a folder that is not there is refused by its name", async () => {
  const copying = backUp(file("live.sqlite"), file("none/copy.sqlite"));
  await expect(copying).rejects.toThrow(`There is no folder ${file("none")}.`);
});
