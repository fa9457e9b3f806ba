import { expect, inject, onTestFinished, test, vi } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { readDatabaseTime } from "./database-time.ts";

test.runIf(inject("postgres"))(
  "replicas whose own clocks differ are told the same time",
  async () => {
    await using db = await openTestDatabase();
    const before = Date.now();
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    vi.setSystemTime(before - 60_000);
    const told = await readDatabaseTime(db);
    expect(Math.abs(told - before)).toBeLessThan(30_000);
  },
);

test.skipIf(inject("postgres"))("the only process is told its own time", async () => {
  await using db = await openTestDatabase();
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  vi.setSystemTime(1_000);
  expect(await readDatabaseTime(db)).toBe(1_000);
});
