import { afterEach, beforeEach, expect, test } from "vitest";
import { addRepository } from "../../test/linked-repository.ts";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { setReconcileState } from "../reconcile/reconcile-store.ts";
import { Doubts } from "./doubts.ts";

const HOUR = 3_600_000;

let world: ToldWorld;
let now: number;
let doubts: Doubts;

beforeEach(async () => {
  world = await openToldWorld();
  now = 100 * HOUR;
  doubts = new Doubts(world.db, () => now);
});

afterEach(() => world.close());

async function countDoubted(): Promise<number> {
  const rows = await world.db
    .selectFrom("reconciles")
    .select("repositoryId")
    .where("isHookDoubted", "=", 1)
    .execute();
  return rows.length;
}

test("a webhook is looked at for unsigned requests once an hour", async () => {
  const { db, repositoryId } = world;
  await doubts.add(repositoryId);
  expect(await countDoubted()).toBe(1);
  await setReconcileState(db, repositoryId, { isHookDoubted: 0 });
  now += HOUR - 1;
  await doubts.add(repositoryId);
  expect(await countDoubted()).toBe(0);
  now += 2;
  await doubts.add(repositoryId);
  expect(await countDoubted()).toBe(1);
});

test("whoever tries many numbers has ten webhooks looked at in a minute", async () => {
  const { db, integrationId } = world;
  const ids: number[] = [];
  for (let number = 100; number < 120; number++) {
    const named = { slug: `r-${number}`, externalId: `${number}`, secret: "s" };
    ids.push(await addRepository(db, { integrationId, ...named }));
  }
  for (const id of ids) await doubts.add(id);
  for (const id of ids) await doubts.add(id + 1_000_000);
  expect(await countDoubted()).toBe(10);
  now += 60_000;
  for (const id of ids) await doubts.add(id);
  expect(await countDoubted()).toBe(20);
});
