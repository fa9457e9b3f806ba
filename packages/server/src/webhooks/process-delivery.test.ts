import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import {
  addIntegration,
  addOrganization,
  addRepository,
  secretBox,
} from "../../test/linked-repository.ts";
import type { Database } from "../db/database.ts";
import { BitbucketServerIntegrationProvider } from "../integrations/bitbucket-server/provider.ts";
import { Installations } from "../integrations/installations.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { ProviderRegistry } from "../integrations/registry.ts";
import type { Enqueue } from "../jobs/types.ts";
import { Worker } from "../jobs/worker.ts";
import { failDelivery } from "./fail-delivery.ts";
import { processDelivery } from "./process-delivery.ts";
import { PROCESS_DELIVERY, storeDeliveries } from "./store-delivery.ts";

let db: Database;
let installations: Installations;
let worker: Worker;
let ends: string[];
let ids: { integrationId: number; repositoryId: number };

beforeEach(async () => {
  ends = [];
  db = await openTestDatabase();
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  installations = new Installations({ db, registry, secretBox, wakeLanes });
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  ids = { integrationId, repositoryId: await addRepository(db, linked) };
  const logger = pino({ level: "silent" });
  const enqueue: Enqueue = (trx, ...jobs) => worker.enqueue(trx, ...jobs);
  const deps = { db, installations, enqueue, logger, publicUrl: "http://localhost" };
  worker = new Worker(db, {
    handlers: { [PROCESS_DELIVERY]: processDelivery(deps) },
    onSetAside: { [PROCESS_DELIVERY]: failDelivery },
    onAttempt: ({ end }) => ends.push(end),
    logger,
    pollMs: 5,
  });
});

afterEach(async () => {
  await worker.stop();
  await installations.close();
  await db.destroy();
});

/** Stores a delivery, with its job. */
async function store(body: string): Promise<void> {
  const delivery = {
    ...ids,
    organizationId: 1,
    receivedAs: "r-1",
    requestId: undefined,
    eventKey: "repo:refs_changed",
    headers: {},
  };
  const stored = { ...delivery, body: Buffer.from(body), state: "pending" as const };
  await db.transaction().execute((trx) => storeDeliveries(trx, worker.enqueue, [stored]));
}

/** Processes a delivery. @returns how it and its job ended */
async function deliver(body: string) {
  await store(body);
  return processStored();
}

function processStored() {
  worker.start();
  return vi.waitFor(async () => {
    const job = await db.selectFrom("jobs").select("state").executeTakeFirstOrThrow();
    expect(job.state).not.toBe("waiting");
    const { state, reason } = await db
      .selectFrom("deliveries")
      .select(["state", "reason"])
      .executeTakeFirstOrThrow();
    return { state, reason, job: job.state };
  });
}

test("a push that cannot be read fails at once and does not hold up those behind it", async () => {
  expect(await deliver('{"changes": 1}')).toEqual({
    state: "failed",
    reason: expect.stringContaining("The repo:refs_changed is not as Bitbucket sends it"),
    job: "set_aside",
  });
});

test("a push of another repository than the webhook's is ignored, with the reason", async () => {
  const repository = { id: 8, slug: "other", project: { key: "SHOP" } };
  expect(await deliver(JSON.stringify({ repository, changes: [] }))).toEqual({
    state: "ignored",
    reason: "It is about SHOP/other, but its webhook belongs to SHOP/storefront.",
    job: "done",
  });
});

test("a push that took its process with it each time has failed, and is counted", async () => {
  await store("{}");
  await db.updateTable("jobs").set({ attempts: 16 }).execute();
  expect(await processStored()).toEqual({
    state: "failed",
    reason: "The service ended each time that it was at work on this.",
    job: "set_aside",
  });
  expect(ends).toEqual(["set_aside"]);
});
