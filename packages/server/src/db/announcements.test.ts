import { pino } from "pino";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../../test/start-postgres.ts";
import { announceJobs, Announcements } from "./announcements.ts";
import { type Database, openDatabase } from "./database.ts";

let server: PostgresServer;
let db: Database;
let heard = 0;
let announcements: Announcements;

beforeAll(async () => {
  server = await startPostgres();
  db = await openDatabase(server.url);
  const logger = pino({ level: "silent" });
  announcements = new Announcements(server.url, { logger, onAnnounced: () => void heard++ });
  await announcements.listen();
});

afterAll(async () => {
  await announcements.close();
  await db.destroy();
  await server.stop();
});

test("a transaction is heard of when it has committed, and never when it was undone", async () => {
  const before = heard;
  const undone = db.transaction().execute(async (trx) => {
    await announceJobs(trx);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await db.transaction().execute(async (trx) => {
    await announceJobs(trx);
    await announceJobs(trx);
    await db.selectFrom("jobs").select("id").execute();
    expect(heard).toBe(before);
  });
  await vi.waitFor(() => expect(heard).toBe(before + 1));
});

test("a connection that breaks is made again, and looks once for what was missed", async () => {
  const before = heard;
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen jobs'`.execute(
    db,
  );
  await vi.waitFor(() => expect(heard).toBe(before + 1), { timeout: 10_000 });
  await db.transaction().execute((trx) => announceJobs(trx));
  await vi.waitFor(() => expect(heard).toBe(before + 2));
});
