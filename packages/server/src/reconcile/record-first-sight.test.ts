import { afterEach, beforeEach, expect, test } from "vitest";
import {
  linkedRepository,
  openToldWorld,
  recordedShas,
  runJob,
  type ToldWorld,
} from "../../test/told-world.ts";
import { findRecordedRefs } from "../commits/ref-store.ts";
import { bringMissing } from "./bring-missing.ts";
import { lookAtHost } from "./look-at-host.ts";
import { getReconcileState } from "./reconcile-store.ts";
import { recordFirstSight } from "./record-first-sight.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
});

afterEach(() => world.close());

const readState = () => getReconcileState(world.db, world.repositoryId);

const record = () => runJob(recordFirstSight(world.deps), { repositoryId: world.repositoryId });

test("what a repository has is kept: its newest commits, its refs and its place in the log", async () => {
  const { remote } = world;
  const shas = [remote.push("a"), remote.push("b")];
  remote.move("refs/heads/other", shas[0]);
  await record();
  expect((await recordedShas(world)).toSorted()).toEqual(shas);
  const refs = [...(await findRecordedRefs(world.db, world.repositoryId)).keys()];
  expect(refs.toSorted()).toEqual(["refs/heads/main", "refs/heads/other"]);
  const place = { refChangeId: 3, defaultBranch: "refs/heads/main", defaultBranchSha: shas[1] };
  expect(await readState()).toMatchObject(place);
});

test("a repository in which nothing was pushed yet has been seen, too", async () => {
  await record();
  expect(await recordedShas(world)).toEqual([]);
  expect(await readState()).toMatchObject({ refChangeId: 0, defaultBranchSha: null });
});

test("what is pushed while the first sight is taken is brought by the comparison behind it", async () => {
  const { db, host, remote, deps } = world;
  remote.push("a");
  await record();
  const sha = remote.push("b");
  const { finishedAt, ...state } = await readState();
  const repository = await linkedRepository(world);
  const look = await lookAtHost(host, repository, { ...state, finishedAt });
  const known = { ...state, finishedAt: finishedAt ?? 0, isThorough: false };
  const held = { ...deps, holdLane: () => Promise.resolve() };
  expect(await bringMissing(held, host, repository, look, known)).toMatchObject({ missed: 1 });
  expect((await findRecordedRefs(db, world.repositoryId)).get("refs/heads/main")).toBe(sha);
});

test("where a comparison was faster, there is nothing left to do", async () => {
  world.remote.push("a");
  await record();
  world.host.calls.length = 0;
  await record();
  expect(world.host.calls).toEqual([]);
});
