import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { openToldWorld, runJob, type ToldWorld } from "../../test/told-world.ts";
import { IntegrationError } from "./integration-error.ts";
import { forgetLinks, readLinkProgress } from "./link-batch-store.ts";
import {
  failBatchedLink,
  LINK_REPOSITORY,
  linkBatchedRepository,
  linkInBatch,
} from "./link-in-batch.ts";

const actor = { userId: null, name: "ann", address: null };

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  world.host.add("app", "8");
});

afterEach(() => world.close());

/** Asks for SHOP/app. @returns the payload of its job */
async function ask(): Promise<object> {
  const { db, integrationId: id } = world;
  await linkInBatch({ db, enqueue }, { id, organizationId: 1 }, ["SHOP/app"], actor);
  const { payload } = await db
    .selectFrom("jobs")
    .select("payload")
    .where("kind", "=", LINK_REPOSITORY)
    .executeTakeFirstOrThrow();
  return JSON.parse(payload) as object;
}

const run = (payload: object, attempt?: number) => {
  const handler = linkBatchedRepository({ ...world.deps, onLinked: () => Promise.resolve() });
  return runJob(handler, payload, attempt);
};

const progress = () => readLinkProgress(world.db, world.integrationId);

const linkedNames = async () =>
  (await world.db.selectFrom("repositories").select("name").orderBy("name").execute()).map(
    ({ name }) => name,
  );

/** Has the host fail from now on. */
function failNow(retryable: boolean): void {
  const details = { code: "bitbucket_unavailable", retryable, cause: undefined };
  world.host.failures.set("getRepository app", new IntegrationError("It is busy.", details));
}

test("a job that runs again, after a crash before its outcome was kept, finds the link made", async () => {
  const payload = await ask();
  await run(payload);
  await run(payload);
  expect(await linkedNames()).toEqual(["SHOP/app", "SHOP/shop"]);
  expect(await progress()).toMatchObject({ total: 1, linked: 1, failures: [] });
});

test("what may pass is tried three times, with its reason, and then holds nobody up", async () => {
  const payload = await ask();
  failNow(true);
  for (const attempt of [1, 2]) await expect(run(payload, attempt)).rejects.toThrow("It is busy.");
  expect(await progress()).toMatchObject({ failures: [], delay: { reason: "It is busy." } });
  expect(await run(payload, 3)).toMatchObject({ reason: "It is busy." });
  const failures = [{ name: "SHOP/app", reason: "It is busy." }];
  expect(await progress()).toMatchObject({ failures, delay: null });
});

test("what will not pass fails at once, and the job is done", async () => {
  const payload = await ask();
  failNow(false);
  expect(await run(payload)).toMatchObject({ reason: "It is busy." });
  expect(await progress()).toMatchObject({ failures: [{ name: "SHOP/app" }] });
});

test("what was ended meanwhile is not linked", async () => {
  const payload = await ask();
  await forgetLinks(world.db, world.integrationId);
  expect(await run(payload)).toBeUndefined();
  expect(await linkedNames()).toEqual(["SHOP/shop"]);
});

test("a job that is given up leaves nothing waiting", async () => {
  const payload = await ask();
  await failBatchedLink[LINK_REPOSITORY]?.(world.db, payload, "The process ended.");
  const failures = [{ name: "SHOP/app", reason: "The process ended." }];
  expect(await progress()).toMatchObject({ total: 1, linked: 0, failures });
});
