import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { findDelivery, type NewDelivery } from "./delivery-store.ts";
import { storeDeliveries } from "./store-delivery.ts";

const UNLINKED = 99;

let db: Database;
let integrationId: number;
let web: number;
let api: number;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  integrationId = await addIntegration(db);
  const linked = { integrationId, secret: "s" };
  web = await addRepository(db, { ...linked, slug: "web", externalId: "1" });
  api = await addRepository(db, { ...linked, slug: "api", externalId: "2" });
});

afterEach(() => db.destroy());

function deliveryOf(repositoryId: number, requestId?: string, rest: Partial<NewDelivery> = {}) {
  const body = Buffer.from(`{"of":"${repositoryId} ${requestId}"}`);
  const event = { eventKey: "repo:refs_changed", headers: {}, state: "pending" as const };
  const delivery = { integrationId, repositoryId, requestId, body, ...event, ...rest };
  return { organizationId: 1, receivedAs: `r-${requestId}`, ...delivery };
}

const store = (...deliveries: ReturnType<typeof deliveryOf>[]) =>
  db.transaction().execute((trx) => storeDeliveries(trx, enqueue, deliveries));

/** In the order in which they will be done: the lane, our name of the request, and the body. */
async function listJobs() {
  const jobs = await db.selectFrom("jobs").selectAll().orderBy("id").execute();
  return Promise.all(
    jobs.map(async ({ lane, requestId, payload }) => {
      const { deliveryId } = JSON.parse(payload) as { deliveryId: number };
      const body = (await findDelivery(db, deliveryId))?.body;
      return [lane, requestId, String(body)];
    }),
  );
}

test("each of those that come together is told what came of it, whoever is beside it", async () => {
  expect(await store(deliveryOf(web, "known"))).toEqual(["stored"]);
  const stored = await store(
    deliveryOf(web, "new"),
    deliveryOf(UNLINKED, "new"),
    deliveryOf(web, "known"),
    deliveryOf(web, "new"),
    deliveryOf(api, "new"),
    deliveryOf(web),
    deliveryOf(web, "unused", { state: "ignored", reason: "It is not used." }),
    deliveryOf(web),
  );
  expect(stored).toEqual([
    "stored",
    "unlinked",
    "duplicate",
    "duplicate",
    "stored",
    "stored",
    "stored",
    "stored",
  ]);
});

test("each that is to be processed has a job of its own, in the order of arrival", async () => {
  await store(deliveryOf(web, "2"));
  await store(
    deliveryOf(web, "3"),
    deliveryOf(web, "2"),
    deliveryOf(web, "unused", { state: "ignored" }),
    deliveryOf(api, "3"),
    deliveryOf(web),
    deliveryOf(web, "1"),
  );
  const job = (repositoryId: number, requestId?: string) => [
    `repository:${repositoryId}`,
    `r-${requestId}`,
    `{"of":"${repositoryId} ${requestId}"}`,
  ];
  expect(await listJobs()).toEqual([
    job(web, "2"),
    job(web, "3"),
    job(api, "3"),
    job(web),
    job(web, "1"),
  ]);
});

test("a hook that was seen a moment ago is not written again, unless it was thought dead", async () => {
  const hook = () =>
    db
      .selectFrom("repositories")
      .select(["hookState", "hookSeenAt"])
      .where("id", "=", web)
      .executeTakeFirstOrThrow();
  const setHook = (hookState: "alive" | "unreachable", hookSeenAt: number) =>
    db.updateTable("repositories").set({ hookState, hookSeenAt, hookDetail: null }).execute();
  const soon = Date.now() + 60_000;
  await setHook("alive", soon);
  await store(deliveryOf(web));
  expect(await hook()).toEqual({ hookState: "alive", hookSeenAt: soon });
  await setHook("unreachable", soon);
  await store(deliveryOf(web));
  expect((await hook()).hookState).toBe("alive");
  await setHook("alive", 5);
  await store(deliveryOf(web));
  expect((await hook()).hookSeenAt).toBeGreaterThan(5);
});
