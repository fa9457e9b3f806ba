import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createPostgresDatabase,
  dropPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from "../../test/start-postgres.ts";
import { type Database, openDatabase } from "./database.ts";
import { moveData } from "./move-data.ts";
import { listTables } from "./table-content.ts";

let server: PostgresServer;
let url: string;
let source: Database;
let target: Database;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  url = await createPostgresDatabase(server.url);
  [source, target] = [await openDatabase(":memory:"), await openDatabase(url)];
  await addOrganization(source, "acme", "Ácme 🚀 \n'quoted'");
  await addOrganization(source, "beta", "Beta");
  await addProject(source, "shop");
  await source
    .insertInto("keyChecks")
    .values({ sealed: new Uint8Array([0, 255, 10, 92]) })
    .execute();
});

afterEach(async () => {
  await Promise.all([source.destroy(), target.destroy()]);
  await dropPostgresDatabase(url);
});

async function addOrganization(db: Database, slug: string, name: string): Promise<number> {
  const { id } = await db
    .insertInto("organizations")
    .values({ slug, name, resolveOn: "release", createdAt: 1_700_000_000_000 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function addProject(db: Database, slug: string): Promise<void> {
  await db
    .insertInto("projects")
    .values({ organizationId: 1, slug, name: slug, platform: null, createdAt: 1 })
    .execute();
}

test("every row arrives as it was, and is counted", async () => {
  const moved = await moveData(source, target);
  expect(moved.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows])).toEqual([
    ["key_checks", 1],
    ["organizations", 2],
    ["projects", 1],
  ]);
  expect(await target.selectFrom("organizations").selectAll().orderBy("id").execute()).toEqual(
    await source.selectFrom("organizations").selectAll().orderBy("id").execute(),
  );
});

test("a new row gets the number that it would have got, though the last ones are gone", async () => {
  const gone = await addOrganization(source, "gone", "Gone");
  await source.deleteFrom("organizations").where("id", "=", gone).execute();
  await moveData(source, target);
  expect(await addOrganization(target, "next", "Next")).toBe(gone + 1);
});

test("a table that has more rows than are read at once arrives in full", async () => {
  await source
    .insertInto("lanes")
    .values(Array.from({ length: 1_234 }, (_, n) => ({ name: `lane:${n}`, nextRunAt: n || null })))
    .execute();
  const progress: number[] = [];
  const moved = await moveData(source, target, ({ copied, total }) =>
    progress.push(copied / total),
  );
  expect(moved).toContainEqual(expect.objectContaining({ name: "lanes", rows: 1_234 }));
  expect(progress.at(-1)).toBe(1);
  expect(progress.length).toBeGreaterThan(4);
});

test("a database that is in use is not written to", async () => {
  await addOrganization(target, "mine", "Mine");
  await expect(moveData(source, target)).rejects.toThrow(
    "The PostgreSQL database is not empty: there are rows in organizations.",
  );
});

test("a row that arrives changed is noticed, and nothing stays", async () => {
  await sql`create function lie() returns trigger language plpgsql as
    $$ begin new.name = new.name || '!'; return new; end $$`.execute(target);
  await sql`create trigger lie before insert on projects for each row execute function lie()`.execute(
    target,
  );
  await expect(moveData(source, target)).rejects.toThrow(
    "The table projects did not arrive as it was",
  );
  expect(await target.selectFrom("organizations").selectAll().execute()).toEqual([]);
});

test("a table is copied after those that it refers to", async () => {
  const tables = await listTables(source.withoutPlugins());
  const { rows } = await sql<{ child: string; parent: string }>`
    select tables.name as child, keys."table" as parent
    from sqlite_schema tables, pragma_foreign_key_list(tables.name) keys`.execute(source);
  expect(rows.length).toBeGreaterThan(20);
  expect(
    rows.filter(({ child, parent }) => tables.indexOf(child) <= tables.indexOf(parent)),
  ).toEqual([]);
});
