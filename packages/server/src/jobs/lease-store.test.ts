import { afterEach, beforeEach, expect, test } from "vitest";
import {
  linkedRepository,
  markSeen,
  openToldWorld,
  type ToldWorld,
} from "../../test/told-world.ts";
import { findRecordedRefs } from "../commits/ref-store.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { repositoryLane } from "../integrations/repository-lane.ts";
import { RECONCILE_REPOSITORY } from "../reconcile/enqueue-reconcile.ts";
import { reconcileRepository } from "../reconcile/reconcile-repository.ts";
import { getReconcileState } from "../reconcile/reconcile-store.ts";
import { processDelivery } from "../webhooks/process-delivery.ts";
import { PROCESS_DELIVERY, storeDeliveries } from "../webhooks/store-delivery.ts";
import { claimJobs } from "./claim-store.ts";
import { endAttempts } from "./outcome-store.ts";
import { runAttempt } from "./run-attempt.ts";
import type { ClaimedJob } from "./types.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  world.remote.push("a");
  await markSeen(world);
});

afterEach(() => world.close());

/** The lease is over at once. */
async function claim(worker: string): Promise<ClaimedJob> {
  const lease = { worker, ms: 0 };
  const capacity = { limit: 1, heldLanes: [], fullIntegrations: () => [] };
  const [job] = await claimJobs(world.db, lease, capacity);
  if (!job) throw new Error("There is no job.");
  return job;
}

/** Does the job, and ends it as its worker. */
async function work(job: ClaimedJob): Promise<void> {
  const { deps, db } = world;
  const handlers = {
    [PROCESS_DELIVERY]: processDelivery(deps),
    [RECONCILE_REPOSITORY]: reconcileRepository(deps),
  };
  const { signal } = new AbortController();
  const attempt = { handlers, logger: deps.logger, onAttempt: () => undefined, signal };
  const outcome = await runAttempt(attempt, job);
  await endAttempts(db, job.worker, [{ job, outcome }]);
}

/** The lane of a job is taken over while its worker stands still. @returns what the one and the other hold */
async function takeOver() {
  return { stale: await claim("stale"), owner: await claim("owner") };
}

test("a failure of a worker that lost the lane does not open a processed delivery again", async () => {
  const { db, integrationId, repositoryId, host } = world;
  const repository = { id: 7, slug: "shop", project: { key: "SHOP" } };
  const delivery = {
    organizationId: 1,
    receivedAs: "r-1",
    integrationId,
    repositoryId,
    requestId: undefined,
    eventKey: "repo:refs_changed",
    headers: {},
    body: Buffer.from(JSON.stringify({ repository, changes: [] })),
    state: "pending" as const,
  };
  await db.transaction().execute((trx) => storeDeliveries(trx, world.deps.enqueue, [delivery]));
  const { stale, owner } = await takeOver();
  await work(owner);
  const broken = { code: "bitbucket_network", retryable: true, cause: undefined };
  host.failures.set("getDefaultBranch", new IntegrationError("socket hang up", broken));
  await work(stale);
  const states = await db.selectFrom("deliveries").select(["state", "reason"]).execute();
  expect(states).toEqual([{ state: "processed", reason: null }]);
});

test("a comparison of a worker that lost the lane writes nothing", async () => {
  const { db, remote, repositoryId, deps } = world;
  const lane = repositoryLane(await linkedRepository(world));
  const job = { ...lane, kind: RECONCILE_REPOSITORY, payload: { repositoryId } };
  await db.transaction().execute((trx) => deps.enqueue(trx, job));
  const { stale, owner } = await takeOver();
  const before = await getReconcileState(db, repositoryId);
  const refs = await findRecordedRefs(db, repositoryId);
  remote.push("b");
  await work(stale);
  expect(await getReconcileState(db, repositoryId)).toEqual(before);
  expect(await findRecordedRefs(db, repositoryId)).toEqual(refs);
  await work(owner);
  expect((await findRecordedRefs(db, repositoryId)).get("refs/heads/main")).toBe("b".repeat(40));
});
