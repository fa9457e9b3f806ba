import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import {
  runJob,
  linkedRepository,
  markSeen,
  openToldWorld,
  recordedShas,
  type ToldWorld,
} from "../../test/told-world.ts";
import type { RefChange } from "../commits/types.ts";
import { findRecordedRefs } from "../commits/ref-store.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { reconcileRepository } from "../reconcile/reconcile-repository.ts";
import { processDelivery } from "./process-delivery.ts";
import { storeDeliveries } from "./store-delivery.ts";

let world: ToldWorld;
let first: string;

beforeEach(async () => {
  world = await openToldWorld();
  first = world.remote.push("a");
  await markSeen(world);
});

afterEach(() => world.close());

/** Stores what Bitbucket told of `SHOP/shop`. @returns a job that processes it */
async function receive(...changes: RefChange[]) {
  const { db, integrationId, repositoryId } = world;
  const repository = { id: 7, slug: "shop", project: { key: "SHOP" } };
  const told = changes.map(({ ref, fromSha: fromHash, toSha: toHash }) => ({
    ref: { id: ref },
    fromHash,
    toHash,
  }));
  const delivery = {
    organizationId: 1,
    receivedAs: "r-1",
    integrationId,
    repositoryId,
    requestId: undefined,
    eventKey: "repo:refs_changed",
    headers: {},
    body: Buffer.from(JSON.stringify({ repository, changes: told })),
    state: "pending" as const,
  };
  await db.transaction().execute((trx) => storeDeliveries(trx, enqueue, [delivery]));
  const { id } = await db.selectFrom("deliveries").select("id").executeTakeFirstOrThrow();
  return () => runJob(processDelivery(world.deps), { deliveryId: id });
}

const recordedHead = async () =>
  (await findRecordedRefs(world.db, world.repositoryId)).get("refs/heads/main");

test("a push is found where its repository is by now, though another one has its name", async () => {
  const sha = world.remote.push("b");
  const change = world.remote.log?.at(-1);
  if (!change) throw new Error("nothing was pushed");
  const processDelivered = await receive(change);
  world.remote.slug = "renamed";
  world.host.add("shop", "99").push("f");
  await processDelivered();
  expect(await recordedShas(world)).toEqual([sha]);
  expect(await recordedHead()).toBe(sha);
  expect((await linkedRepository(world)).name).toBe("SHOP/renamed");
});

test("a push of which the host has nothing is not applied, and reconcile is asked", async () => {
  const lost = { ref: "refs/heads/main", refType: "branch", type: "update" } as const;
  await (await receive({ ...lost, fromSha: first, toSha: "d".repeat(40) }))();
  expect(await recordedHead()).toBe(first);
  expect(await world.db.selectFrom("appliedRefChanges").selectAll().execute()).toEqual([]);
  const jobs = await world.db.selectFrom("jobs").select("kind").execute();
  expect(jobs.map(({ kind }) => kind)).toContain("reconcile-repository");
});

test("what a push could not bring is brought by reconcile", async () => {
  const sha = world.remote.push("b");
  const change = world.remote.log?.at(-1);
  if (!change) throw new Error("nothing was pushed");
  const processDelivered = await receive(change);
  const [commit] = [world.remote.commits.get(sha)];
  world.remote.commits.delete(sha);
  await processDelivered();
  expect(await recordedShas(world)).toEqual([]);
  if (commit) world.remote.commits.set(sha, commit);
  await runJob(reconcileRepository(world.deps), { repositoryId: world.repositoryId });
  expect(await recordedShas(world)).toEqual([sha]);
});

test("a push that is tried again asks only for the refs that it had not come to", async () => {
  const { host, remote } = world;
  const [main, other] = [remote.push("b"), remote.push("c", "c", "refs/heads/other")];
  const processDelivered = await receive(...(remote.log ?? []).slice(1));
  const away = { code: "bitbucket_network", retryable: true, cause: undefined };
  host.failures.set(`getPatchSets ${other}`, new IntegrationError("socket hang up", away));
  await expect(processDelivered()).rejects.toThrow("socket hang up");
  host.failures.clear();
  host.calls.length = 0;
  await processDelivered();
  expect(await recordedShas(world)).toEqual([main, other]);
  expect(host.calls).toEqual([
    "getDefaultBranch",
    `listCommits refs/heads/main..${other}`,
    `getPatchSets ${other}`,
  ]);
});
