import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestStore, type TestStore } from "../../test/test-store.ts";
import type { Database } from "./database.ts";
import { createPostgresDialect, type PostgresLimits } from "./postgres-dialect.ts";
import type { Schema } from "./schema.ts";

let store: TestStore;
const opened: Database[] = [];

beforeEach(async () => {
  store = await createTestStore();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.destroy()));
  await store.remove();
});

function open({ options = "", port = "", ...limits }: PostgresLimits & Connection = {}) {
  const url = new URL(store.address);
  if (options) url.searchParams.set("options", options);
  if (port) url.port = port;
  const dialect = createPostgresDialect(url.href, limits);
  const db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
  opened.push(db);
  return db;
}

const add = (db: Database, ms: number) =>
  db.transaction().execute(async (trx) => {
    const { nextRunAt } = await trx
      .selectFrom("schedules")
      .select("nextRunAt")
      .executeTakeFirstOrThrow();
    await trx
      .updateTable("schedules")
      .set({ nextRunAt: nextRunAt + ms })
      .execute();
  });

test("transactions that wait for each other all succeed, whatever level is the server's default", async () => {
  const db = open({ options: String.raw`-c default_transaction_isolation=repeatable\ read` });
  await db.insertInto("schedules").values({ name: "a", nextRunAt: 0 }).execute();
  await Promise.all([add(db, 1), add(db, 1), add(db, 1)]);
  expect(await db.selectFrom("schedules").select("nextRunAt").execute()).toEqual([
    { nextRunAt: 3 },
  ]);
});

test("a transaction that cannot become the writer leaves its connection as it was", async () => {
  const [db, impatient] = [open(), open({ options: "-c statement_timeout=100" })];
  await db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    const waiting = impatient.transaction().execute(() => Promise.resolve());
    await expect(waiting).rejects.toThrow("statement timeout");
  });
  await sql`select 1`.execute(impatient);
  await impatient.transaction().execute((trx) => sql`select 1`.execute(trx));
});

test("a connection that PostgreSQL ends within a transaction is an error of that transaction alone", async () => {
  const [db, other] = [open(), open()];
  const ended = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(other);
    await sql`select 2`.execute(trx);
  });
  await expect(ended).rejects.toThrow(/terminat|not queryable/);
  await sql`select 1`.execute(db);
});

test("a server that is gone without a word is given up, and a new connection is tried", async () => {
  await using wire = await startWire(Number(new URL(store.address).port));
  const db = open({ port: wire.port, silenceMs: 300 });
  await sql`select 1`.execute(db);
  wire.cut();
  await expect(sql`select 1`.execute(db)).rejects.toThrow("has not answered for 0.3 s");
  await sql`select 1`.execute(db);
  const ended = db.transaction().execute((trx) => {
    wire.cut();
    return sql`select 1`.execute(trx);
  });
  await expect(ended).rejects.toThrow("has not answered for 0.3 s");
  await db.transaction().execute((trx) => sql`select 1`.execute(trx));
});

interface Connection {
  /** Settings of the server. */
  options?: string;
  port?: string;
}

/** A way to a server on which what was connected falls silent. */
async function startWire(target: number) {
  let live = new Set<Socket>();
  const all = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(target, "127.0.0.1");
    live.add(from);
    for (const [source, sink] of [
      [from, to],
      [to, from],
    ] as const) {
      all.add(source);
      source.on("data", (bytes) => live.has(from) && sink.write(bytes));
      source.on("error", () => undefined);
      source.on("close", () => sink.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: String(typeof address === "object" && address?.port),
    cut: () => void (live = new Set()),
    async [Symbol.asyncDispose]() {
      for (const socket of all) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
