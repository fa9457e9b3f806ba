import { afterEach, beforeEach, expect, test } from "vitest";
import {
  holdLane,
  linkedRepository,
  markSeen,
  openToldWorld,
  recordedShas,
  runJob,
  type ToldWorld,
} from "../../test/told-world.ts";
import { findRecordedRefs } from "../commits/ref-store.ts";
import { IntegrationError } from "../integrations/integration-error.ts";
import { bringMissing } from "./bring-missing.ts";
import { bringRefChange } from "./bring-ref-change.ts";
import { lookAtHost } from "./look-at-host.ts";
import { getReconcileState } from "./reconcile-store.ts";

let world: ToldWorld;

beforeEach(async () => {
  world = await openToldWorld();
  world.remote.push("a");
  await markSeen(world);
});

afterEach(() => world.close());

const readState = () => getReconcileState(world.db, world.repositoryId);

async function bring({ isThorough = false } = {}) {
  const repository = await linkedRepository(world);
  const { finishedAt, ...state } = await readState();
  const look = await lookAtHost(world.host, repository, { ...state, finishedAt });
  const known = { ...state, finishedAt: finishedAt ?? 0, isThorough };
  return bringMissing({ ...world.deps, holdLane }, world.host, repository, look, known);
}

function fail(sha: string, kind: { retryable: boolean; isAway?: boolean }) {
  const failure = new IntegrationError("It is too large.", {
    code: "bitbucket_answer_too_large",
    ...kind,
    cause: undefined,
  });
  world.host.failures.set(`getPatchSets ${sha}`, failure);
}

const openJobs = () => world.db.selectFrom("jobs").select(["kind", "payload"]).execute();

test("what no delivery brought comes in its order, and is counted", async () => {
  const shas = [world.remote.push("b"), world.remote.push("c")];
  expect(await bring()).toEqual({ missed: 2, commits: 2, resolved: 0 });
  expect(await recordedShas(world)).toEqual(shas);
  expect(await bring()).toMatchObject({ missed: 0 });
});

test.each(["log", "refs"])("a change that fails for good is left to a job: %s", async (by) => {
  if (by === "refs") world.remote.log = null;
  const bad = world.remote.push("b");
  const good = world.remote.push("c", "c", "refs/heads/other");
  fail(bad, { retryable: false });
  expect(await bring()).toMatchObject({ missed: 2 });
  expect(await recordedShas(world)).toEqual([good]);
  const refs = await findRecordedRefs(world.db, world.repositoryId);
  expect(refs.get("refs/heads/main")).toBe(bad);
  expect((await readState()).refChangeId).toBe(by === "log" ? 3 : null);
  expect(await bring({ isThorough: true })).toMatchObject({ missed: 0 });
  const [job, ...others] = await openJobs();
  expect([job?.kind, others]).toEqual(["bring-ref-change", []]);
  const payload = JSON.parse(job?.payload ?? "") as object;
  const attempt = () => runJob(bringRefChange(world.deps), payload);
  await expect(attempt()).rejects.toThrow(/^refs\/heads\/main of SHOP\/shop.*It is too large\.$/);
  world.host.failures.clear();
  await attempt();
  expect(await recordedShas(world)).toEqual([good, bad]);
});

test("a host that is away for now ends the comparison, which goes on from there", async () => {
  const good = world.remote.push("b");
  const bad = world.remote.push("c");
  fail(bad, { retryable: true });
  await expect(bring()).rejects.toThrow("It is too large.");
  expect((await readState()).refChangeId).toBe(2);
  world.host.failures.clear();
  expect(await bring()).toMatchObject({ missed: 1 });
  expect(await recordedShas(world)).toEqual([good, bad]);
});

test("a default branch that took the place of one that was deleted brings what it has more", async () => {
  const { db, remote } = world;
  const old = remote.push("b");
  await bring();
  const develop = "refs/heads/develop";
  remote.move(develop, old);
  const gained = remote.push("c", "c", develop);
  await bring();
  remote.defaultBranch = develop;
  // As the delivery of its deletion did.
  await db.deleteFrom("repositoryRefs").where("ref", "=", "refs/heads/main").execute();
  remote.move("refs/heads/main");
  world.host.calls.length = 0;
  await bring();
  expect(world.host.calls).toContain(`listCommits ${old}..${gained}`);
});

test("a repository that can no longer be read is not left to jobs, change by change", async () => {
  fail(world.remote.push("b"), { retryable: false });
  const gone = { code: "bitbucket_not_found", retryable: false, cause: undefined };
  const repository = await linkedRepository(world);
  const state = await readState();
  const look = await lookAtHost(world.host, repository, state);
  world.host.failures.set("getDefaultBranch", new IntegrationError("It is gone.", gone));
  const known = { ...state, finishedAt: 1, isThorough: false };
  const bringing = bringMissing({ ...world.deps, holdLane }, world.host, repository, look, known);
  await expect(bringing).rejects.toThrow("It is gone.");
  expect(await openJobs()).toEqual([]);
});
