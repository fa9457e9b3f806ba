import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { type Database, openDatabase } from "./database.ts";

const organization = { name: "Sentry", resolveOn: "default-branch" as const, createdAt: 1 };

let folder: string;
let db: Database;
/** How the disk is asked to keep what was written. */
let datasync: MockInstance<() => Promise<void>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sqlite-driver-"));
  db = await openDatabase(join(folder, "test.sqlite"));
  await using handle = await open(join(folder, "test.sqlite-wal"));
  datasync = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "datasync");
});

afterEach(async () => {
  vi.restoreAllMocks();
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const add = (slug: string, to = db) =>
  to
    .insertInto("organizations")
    .values({ ...organization, slug })
    .execute();

const addInTransaction = (slug: string) => db.transaction().execute((trx) => add(slug, trx));

test.each([
  ["a transaction", addInTransaction],
  ["a statement of its own", add],
])(
  "%s has ended when it is on disk, and meanwhile others have their turn",
  async (_what, write) => {
    const disk = Promise.withResolvers<void>();
    datasync.mockReturnValueOnce(disk.promise);
    const ended = vi.fn<() => void>();
    const writing = write("a").then(ended);
    await vi.waitFor(() => expect(datasync).toHaveBeenCalled());
    await turn();
    expect(ended).not.toHaveBeenCalled();
    disk.resolve();
    await writing;
  },
);

test("a log that has grown is carried into the file long before SQLite would do it", async () => {
  const size = () => statSync(join(folder, "test.sqlite")).size;
  const name = "x".repeat(1_000_000);
  const write = async (slug: string) => {
    await db
      .insertInto("organizations")
      .values({ ...organization, slug, name })
      .execute();
  };
  for (let number = 0; number < 20; number++) await write(String(number));
  const before = size();
  await vi.waitFor(
    async () => {
      await add(randomUUID());
      expect(size()).toBeGreaterThan(before + 16_000_000);
    },
    { timeout: 10_000, interval: 100 },
  );
});

test("what only reads does not wait for the disk", async () => {
  const read = (from: Database) => from.selectFrom("organizations").select("id").execute();
  await read(db);
  await db.transaction().execute(read);
  expect(datasync).not.toHaveBeenCalled();
  await addInTransaction("a");
  expect(datasync).toHaveBeenCalledTimes(1);
});

test("after the disk has failed once, nothing is said to be on it", async () => {
  datasync.mockRejectedValueOnce(new Error("EIO"));
  await expect(addInTransaction("a")).rejects.toThrow("EIO");
  await expect(addInTransaction("b")).rejects.toThrow("EIO");
  await expect(add("c")).rejects.toThrow("EIO");
});

test("a full disk is told as such, by all that a transaction does after it, and nothing of it stays", async () => {
  await sql`pragma max_page_count = 1`.execute(db);
  const large = { ...organization, slug: "large", name: "x".repeat(1_000_000) };
  const writing = db.transaction().execute(async (trx) => {
    const full = trx.insertInto("organizations").values(large).execute();
    await expect(full).rejects.toThrow("full");
    await add("small", trx);
  });
  await expect(writing).rejects.toThrow("database or disk is full");
  expect(await db.selectFrom("organizations").select("slug").execute()).toEqual([]);
  await addInTransaction("after");
});
