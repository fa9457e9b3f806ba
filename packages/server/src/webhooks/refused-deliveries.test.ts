import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import {
  MOST_GATHERED,
  RefusedDeliveries,
  type RefusedDelivery,
  type RefusedGroup,
} from "./refused-deliveries.ts";
import { MOST_KEPT, storeRefusedDeliveries } from "./refused-delivery-store.ts";

const HOUR = 3_600_000;

let db: Database;
let wrong: RefusedDelivery;
let writes: number;
let refused: RefusedDeliveries;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  const repositoryId = await addRepository(db, linked);
  wrong = { ...anybody, integrationId, repositoryId };
  writes = 0;
  refused = gather();
});

afterEach(() => db.destroy());

const anybody = {
  organizationId: 1,
  reason: "mismatch",
  eventKey: "repo:refs_changed",
  at: 100 * HOUR,
  address: "10.0.0.5",
  requestId: undefined,
  userAgent: undefined,
  size: undefined,
} as const;

function gather(everyMs = 60_000): RefusedDeliveries {
  const write = (groups: RefusedGroup[]) => {
    writes++;
    return storeRefusedDeliveries(db, groups);
  };
  return new RefusedDeliveries({ write, onError: (error) => expect.fail(String(error)), everyMs });
}

const rows = () =>
  db
    .selectFrom("refusedDeliveries")
    .select(["repositoryId", "count", "firstAt", "lastAt", "address"])
    .orderBy("lastAt")
    .execute();

test("ten thousand within seconds are a row, and a write", async () => {
  for (let n = 0; n < 10_000; n++) refused.add({ ...wrong, at: wrong.at + n });
  await refused.close();
  expect(writes).toBe(1);
  expect(await rows()).toMatchObject([{ count: 10_000 }]);
});

test("they are written after a while, and not one by one", async () => {
  refused = gather(10);
  refused.add(wrong);
  refused.add(wrong);
  await vi.waitFor(async () => expect(await rows()).toMatchObject([{ count: 2 }]));
  expect(writes).toBe(1);
});

test("within an hour they are counted on, with what is known of the last", async () => {
  const { at } = wrong;
  for (const after of [0, HOUR / 2, HOUR]) {
    refused.add({ ...wrong, at: at + after, address: `10.0.0.${after ? 6 : 5}` });
    await refused.close();
  }
  expect(await rows()).toMatchObject([
    { count: 2, firstAt: at, lastAt: at + HOUR / 2, address: "10.0.0.6" },
    { count: 1, firstAt: at + HOUR, lastAt: at + HOUR },
  ]);
});

test("of too many kinds at a time no more are gathered, and those that are there are counted on", async () => {
  for (let n = 0; n < MOST_GATHERED + 100; n++) refused.add({ ...wrong, eventKey: `e-${n}` });
  refused.add({ ...wrong, eventKey: "e-0" });
  await refused.close();
  const counts = (await rows()).map(({ count }) => count);
  expect(counts).toHaveLength(MOST_GATHERED);
  expect(counts.filter((count) => count === 2)).toHaveLength(1);
});

test("an organization keeps the newest of them, and those of another are not touched", async () => {
  const { id } = await db
    .insertInto("organizations")
    .values({ slug: "b", name: "b", resolveOn: "release", createdAt: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const theirs = await addIntegration(db, { organizationId: id, host: "127.0.0.1:2" });
  const nobody = { ...wrong, repositoryId: undefined };
  refused.add({ ...nobody, organizationId: id, integrationId: theirs, at: 0 });
  await refused.close();
  for (let hour = 1; hour <= MOST_KEPT + 5; hour++) refused.add({ ...wrong, at: hour * HOUR });
  await refused.close();
  for (let hour = 1; hour <= 10; hour++) refused.add({ ...nobody, at: (500 + hour) * HOUR });
  await refused.close();
  const kept = await rows();
  expect(kept).toHaveLength(1 + MOST_KEPT);
  expect(kept.slice(-10).map(({ repositoryId }) => repositoryId)).toEqual(Array(10).fill(null));
});

test("of a repository that was unlinked meanwhile nothing is kept, and of the others all", async () => {
  refused.add(wrong);
  refused.add({ ...wrong, repositoryId: undefined });
  await db.deleteFrom("repositories").execute();
  await refused.close();
  expect(await rows()).toMatchObject([{ repositoryId: null, count: 1 }]);
});

test("what cannot be written is told and lost, and the next is written", async () => {
  const told: unknown[] = [];
  let isAway = true;
  refused = new RefusedDeliveries({
    write: async (groups) => {
      if (isAway) throw new Error("away");
      await storeRefusedDeliveries(db, groups);
    },
    onError: (error) => told.push(error),
  });
  refused.add(wrong);
  await refused.close();
  isAway = false;
  refused.add(wrong);
  await refused.close();
  expect(told).toHaveLength(1);
  expect(await rows()).toMatchObject([{ count: 1 }]);
});
