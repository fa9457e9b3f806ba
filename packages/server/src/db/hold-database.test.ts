import { spawn } from "node:child_process";
import { once } from "node:events";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import { createTestStore, type TestStore } from "../../test/test-store.ts";
import { type Hold, type Holder, holdDatabase } from "./hold-database.ts";
import { openDatabase } from "./database.ts";

let store: TestStore;
const holds: Hold[] = [];

beforeEach(async () => {
  store = await createTestStore();
});

afterEach(async () => {
  await Promise.all(holds.splice(0).map((hold) => hold.release()));
  await store.remove();
});

async function take(holder: Holder): Promise<Hold> {
  const hold = await holdDatabase(store.address, holder);
  holds.push(hold);
  return hold;
}

test("who needs a database alone is refused while a service runs, and not after", async () => {
  const service = await take("service");
  await expect(take("alone")).rejects.toThrow("Stop the service");
  await service.release();
  await take("alone");
});

test("no service starts while somebody needs the database alone", async () => {
  const command = await take("alone");
  await expect(take("service")).rejects.toThrow("Another process is at work with this database");
  await expect(take("alone")).rejects.toThrow("another command");
  await command.release();
  await take("service");
});

test.skipIf(inject("postgres"))("an embedded database has one service", async () => {
  await take("service");
  await expect(take("service")).rejects.toThrow("a service that runs already");
});

test.runIf(inject("postgres"))("a database of PostgreSQL has several, and all count", async () => {
  const [one, other] = [await take("service"), await take("service")];
  await one.release();
  await expect(take("alone")).rejects.toThrow("Stop the service");
  await other.release();
  await take("alone");
});

test("a service that was killed leaves nothing behind", async () => {
  const module = new URL("hold-database.ts", import.meta.url).href;
  const script = `const { holdDatabase } = await import(${JSON.stringify(module)});
    await holdDatabase(${JSON.stringify(store.address)}, "service");
    process.stdout.write("held");
    setInterval(() => undefined, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script]);
  await once(child.stdout, "data");
  await expect(take("alone")).rejects.toThrow("Stop the service");
  child.kill("SIGKILL");
  await once(child, "exit");
  await vi.waitFor(() => take("alone"), 5_000);
});

test.runIf(inject("postgres"))("a service is seen again when PostgreSQL was away", async () => {
  await take("service");
  await using db = await openDatabase(store.address);
  const ours = sql`from pg_locks join pg_database on pg_database.oid = database
    where locktype = 'advisory' and datname = current_database()`;
  await sql`select pg_terminate_backend(pid, 5000) ${ours}`.execute(db);
  await vi.waitFor(async () => {
    expect((await sql`select 1 ${ours}`.execute(db)).rows).toHaveLength(1);
  }, 5_000);
  await expect(take("alone")).rejects.toThrow("Stop the service");
});
