import { afterEach, beforeEach, expect, test } from "vitest";
import { secretBox } from "../../test/linked-repository.ts";
import {
  linkedRepository,
  markSeen,
  openToldWorld,
  recordedShas,
  runJob,
  type ToldWorld,
} from "../../test/told-world.ts";
import { applyRefChange, findRecordedRefs } from "../commits/ref-store.ts";
import { addNextHookSecret } from "../integrations/hook-secret-store.ts";
import { storeHook } from "../integrations/hook-store.ts";
import { reconcileRepository } from "./reconcile-repository.ts";
import { getReconcileReport, getReconcileState, setReconcileState } from "./reconcile-store.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  world.remote.push("a");
});

afterEach(() => world.close());

/** @returns what the host was asked */
async function reconcile(): Promise<string[]> {
  world.host.calls.length = 0;
  await runJob(reconcileRepository(world.deps), { repositoryId: world.repositoryId });
  return world.host.calls;
}

/** Its webhook is in order, too. */
async function markInOrder(): Promise<void> {
  await markSeen(world);
  const { db, repositoryId } = world;
  await storeHook(db, repositoryId, { hookId: 1, hookUrl: "", hookDetail: null });
  const alive = { hookState: "alive" as const };
  await db.updateTable("repositories").set(alive).where("id", "=", repositoryId).execute();
}

const setState = (state: Parameters<typeof setReconcileState>[2]) =>
  setReconcileState(world.db, world.repositoryId, state);

const QUIET = ["getDefaultBranch", "listRefChanges"];

test("a repository in which nothing happened costs two calls", async () => {
  await markInOrder();
  expect(await reconcile()).toEqual(QUIET);
});

test("one that was cut off while it was linked gets its webhook and its first commits", async () => {
  expect(await reconcile()).toContain("putHook s");
  expect(await recordedShas(world)).toEqual(["a".repeat(40)]);
});

test("a webhook that is doubted is written anew, and nothing else is compared for that", async () => {
  await markInOrder();
  await setState({ isHookDoubted: 1 });
  expect(await reconcile()).toEqual(["inspectHook", "putHook s", "testHook", ...QUIET]);
  expect(await reconcile()).toEqual(QUIET);
});

test("a rotation of the secret that failed is finished by the next check of the webhook", async () => {
  await markInOrder();
  const { db, repositoryId } = world;
  await addNextHookSecret(db, secretBox, repositoryId, "next");
  await setState({ thoroughAt: 0 });
  expect(await reconcile()).toContain("putHook next");
  expect((await linkedRepository(world)).hookState).toBe("alive");
});

test("a repository that is gone is looked for once an hour", async () => {
  await markInOrder();
  world.host.repositories.length = 0;
  expect(await reconcile()).toContain("getRepositories");
  const { nextAt } = await getReconcileReport(world.db, world.repositoryId);
  expect(nextAt).toBeGreaterThan(Date.now() + 3_500_000);
  expect((await linkedRepository(world)).hookDetail).toMatch(
    /has no repository SHOP\/shop any more/,
  );
});

test("a thorough comparison is done once an hour", async () => {
  await markInOrder();
  await setState({ thoroughAt: Date.now() - 3_600_000 });
  expect(await reconcile()).toContain("listRefs");
  expect((await getReconcileState(world.db, world.repositoryId)).thoroughAt).toBeGreaterThan(
    Date.now() - 60_000,
  );
  expect(await reconcile()).toEqual(QUIET);
});

test("a delivery that comes after its branch was deleted leaves no branch behind", async () => {
  await markInOrder();
  const { db, remote, repositoryId } = world;
  remote.push("b", "b", "refs/heads/other");
  const added = remote.log?.at(-1);
  remote.move("refs/heads/other");
  await reconcile();
  const refs = async () => [...(await findRecordedRefs(db, repositoryId)).keys()];
  expect(await refs()).toEqual(["refs/heads/main"]);
  // Only now the delivery of the first push arrives.
  if (added) await db.transaction().execute((trx) => applyRefChange(trx, repositoryId, added));
  expect(await refs()).toEqual(["refs/heads/main", "refs/heads/other"]);
  expect(await reconcile()).toContain("listRefs");
  expect(await refs()).toEqual(["refs/heads/main"]);
  expect(await reconcile()).toEqual(QUIET);
});
