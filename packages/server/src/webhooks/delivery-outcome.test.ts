import { afterEach, beforeEach, expect, test } from "vitest";
import { addIssue } from "../../test/add-issue.ts";
import { enqueue } from "../../test/enqueue.ts";
import {
  markSeen,
  openToldWorld,
  recordedShas,
  runJob,
  type ToldWorld,
} from "../../test/told-world.ts";
import { readDeliveryOutcome } from "./delivery-outcome-store.ts";
import { processDelivery } from "./process-delivery.ts";
import { replayDelivery } from "./replay-delivery.ts";
import { keyOfDelivery, storeDeliveries } from "./store-delivery.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  world.remote.push("a");
  await markSeen(world);
  await addIssue(world.db);
});

afterEach(() => world.close());

/** Pushes a commit and stores what Bitbucket tells of it. @returns the delivery's number */
async function push(letter: string, message: string, ref?: string): Promise<number> {
  world.remote.push(letter, message, ref);
  const {
    ref: id,
    fromSha,
    toSha,
  } = world.remote.log?.at(-1) ?? { ref: "", fromSha: "", toSha: "" };
  const change = { ref: { id }, fromHash: fromSha, toHash: toSha };
  const repository = { id: 7, slug: "shop", project: { key: "SHOP" } };
  const { db, integrationId, repositoryId } = world;
  const delivery = {
    organizationId: 1,
    receivedAs: "r-1",
    integrationId,
    repositoryId,
    requestId: undefined,
    eventKey: "repo:refs_changed",
    headers: {},
    body: Buffer.from(JSON.stringify({ repository, changes: [change] })),
    state: "pending" as const,
  };
  await db.transaction().execute((trx) => storeDeliveries(trx, enqueue, [delivery]));
  const { id: newest } = await db
    .selectFrom("deliveries")
    .select((eb) => eb.fn.max<number>("id").as("id"))
    .executeTakeFirstOrThrow();
  return newest;
}

async function processStored(id: number): Promise<void> {
  const { payload } = await world.db
    .selectFrom("jobs")
    .select("payload")
    .where("dedupeKey", "=", keyOfDelivery(id))
    .executeTakeFirstOrThrow();
  await runJob(processDelivery(world.deps), JSON.parse(payload) as object);
}

async function outcomeOf(id: number) {
  const { commits, references, resolutions } = await readDeliveryOutcome(world.db, id);
  return {
    commits: commits.map(({ sha }) => sha[0]),
    references: references.map(({ number, commit }) => [number, commit?.[0]]),
    resolutions: resolutions.map(({ number, commit }) => [number, commit?.[0]]),
  };
}

test("what came of a delivery is told of that one alone", async () => {
  const first = await push("b", "Fixes WEB-1");
  await processStored(first);
  const second = await push("c", "More");
  await processStored(second);
  expect(await outcomeOf(first)).toEqual({
    commits: ["b"],
    references: [[1, "b"]],
    resolutions: [[1, "b"]],
  });
  expect(await outcomeOf(second)).toEqual({ commits: ["c"], references: [], resolutions: [] });
});

test("a delivery that is replayed is asked for again, though all of it was done", async () => {
  const id = await push("b", "Fixes WEB-1");
  await processStored(id);
  const { db, integrationId, repositoryId } = world;
  await db.updateTable("jobs").set({ state: "done" }).execute();
  // As when somebody has lost what was recorded.
  await db.deleteFrom("commits").execute();
  const actor = { userId: null, name: "ann", address: null };
  const delivery = { id, organizationId: 1, integrationId, repositoryId };
  expect(await replayDelivery({ db, enqueue }, delivery, actor)).toBe(true);
  await processStored(id);
  expect((await recordedShas(world)).map((sha) => sha[0])).toEqual(["b"]);
  const { state } = await db.selectFrom("deliveries").select("state").executeTakeFirstOrThrow();
  expect(state).toBe("processed");
});
