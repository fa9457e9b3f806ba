import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { checkDatabase } from "./check-database.ts";

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
});

afterEach(() => db.destroy());

const told = async (dataDir: string) =>
  (await checkDatabase(db, dataDir)).map(({ level, message }) => `${level}: ${message}`);

test("the database says what it is, and its disk how much room there is", async () => {
  const [version, disk] = await told(import.meta.dirname);
  expect(version).toMatch(/^ok: (SQLite|PostgreSQL) \d+\.\d.* answers\.$/);
  expect(disk).toMatch(/has \d+ MiB free/);
});

test("a folder that is not there is told, as another's environment would be", async () => {
  expect(await told("/no/such/folder")).toContain(
    "warning: There is no DATA_DIR (/no/such/folder). Set it as the service has it.",
  );
});

test("tables of a newer version are told, with what to do", async () => {
  const migrations = db.withTables<{ kyselyMigration: { name: string; timestamp: string } }>();
  const values = { name: "0002-of-tomorrow", timestamp: "0" };
  await migrations.insertInto("kyselyMigration").values(values).execute();
  expect(await told(import.meta.dirname)).toContain(
    "error: A newer version of the service has been at it (0002-of-tomorrow). Update this one, or restore a backup from before.",
  );
});
