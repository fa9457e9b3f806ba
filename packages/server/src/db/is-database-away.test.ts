import { sql } from "kysely";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { connectDatabase } from "./database.ts";
import { isDatabaseAway } from "./is-database-away.ts";

const withCode = (code: string) => Object.assign(new Error("it failed"), { code });

test.each([
  [withCode("ECONNRESET"), true],
  [withCode("57P01"), true],
  [withCode("08006"), true],
  [new Error("Connection terminated unexpectedly"), true],
  [Object.assign(new Error("disk I/O error"), { errcode: 10 + 256 }), true],
  [withCode("23505"), false],
  [Object.assign(new Error("constraint failed"), { errcode: 19 }), false],
  [new TypeError("no such thing"), false],
  ["ECONNRESET", false],
])("%o: %s", (error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway);
});

test("a PostgreSQL that nobody listens for is away", async () => {
  const address = "postgres://nobody@127.0.0.1:1/none";
  const error: unknown = await connectDatabase(address).catch((failure: unknown) =>
    failure instanceof Error ? failure.cause : failure,
  );
  expect(isDatabaseAway(error)).toBe(true);
});

test("a query that is wrong says nothing of the database", async () => {
  const db = await openTestDatabase();
  const error: unknown = await sql`select nothing`.execute(db).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(Error);
  expect(isDatabaseAway(error)).toBe(false);
  await db.destroy();
});
