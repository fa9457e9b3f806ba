import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { ToldHost } from "../../test/told-host.ts";
import { openToldWorld, type ToldWorld } from "../../test/told-world.ts";
import { addRepository } from "../../test/linked-repository.ts";
import { wakeIntegration } from "../integrations/wake-integration.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { replayJobs } from "../jobs/replay-jobs.ts";
import { MAX_ATTEMPTS } from "../jobs/retry-delay.ts";
import { Worker } from "../jobs/worker.ts";
import { createProject } from "../organizations/project-store.ts";
import { ASK_HOST_FOR_RELEASE, askHostForRelease } from "./ask-host-for-release.ts";
import {
  enqueueReleaseCommits,
  FETCH_RELEASE_COMMITS,
  type WantedRef,
} from "./enqueue-release-commits.ts";
import { fetchReleaseCommits } from "./fetch-release-commits.ts";
import {
  enqueueCommitOfRelease,
  FIND_COMMIT_OF_RELEASE,
  findCommitOfRelease,
} from "./find-commit-of-release.ts";
import { failReleaseFetch, reopenReleaseFetch } from "./release-fetch-fate.ts";
import { ensureRelease } from "./release-store.ts";

let world: ToldWorld;
let worker: Worker;
let projectId: number;
/** Of a host whose integration is paused, and of one that is well. */
let paused: { integrationId: number; repositoryId: number; sha: string };
let well: { integrationId: number; repositoryId: number; sha: string };

beforeEach(async () => {
  world = await openToldWorld();
  const web = { organizationId: 1, slug: "web", name: "web", platform: null };
  const project = await createProject(world.db, web);
  projectId = project?.id ?? 0;
  const { deps, integrationId, repositoryId, remote } = world;
  paused = { integrationId, repositoryId, sha: remote.push("a") };
  const other = new ToldHost();
  const sha = other.add("api", "1").push("b");
  const otherId = await world.connect(other, "other");
  const linked = {
    integrationId: otherId,
    host: "other",
    slug: "api",
    externalId: "1",
    secret: "s",
  };
  well = { integrationId: otherId, repositoryId: await addRepository(world.db, linked), sha };
  await setPause({ pausedAt: Date.now(), pauseCode: "gone", pauseReason: "It is away." });
  worker = new Worker(world.db, {
    logger: deps.logger,
    pollMs: 5,
    onSetAside: { [FETCH_RELEASE_COMMITS]: failReleaseFetch(enqueue) },
    handlers: {
      [FETCH_RELEASE_COMMITS]: fetchReleaseCommits(deps),
      [FIND_COMMIT_OF_RELEASE]: findCommitOfRelease(deps),
      [ASK_HOST_FOR_RELEASE]: askHostForRelease(deps),
    },
  });
  worker.start();
});

afterEach(async () => {
  await worker.stop();
  await world.close();
});

async function setPause(pause: {
  pausedAt: number | null;
  pauseCode: string | null;
  pauseReason: string | null;
}): Promise<void> {
  const { db } = world;
  const { integrationId: id } = paused;
  await db.updateTable("integrations").set(pause).where("id", "=", id).execute();
  const integration = { id, organizationId: 1 };
  await db.transaction().execute((trx) => wakeIntegration(trx, wakeLanes, integration));
}

/** Waits until the paused integration has put off what it is asked. */
const putOff = () =>
  vi.waitFor(async () => {
    const { db } = world;
    const jobs = await db.selectFrom("jobs").select(["attempts", "lastError"]).execute();
    expect(jobs).toContainEqual({
      attempts: 0,
      lastError: "The integration is paused: It is away.",
    });
  });

const wake = () => setPause({ pausedAt: null, pauseCode: null, pauseReason: null });

const refOf = ({ sha, ...of }: typeof well): WantedRef => ({ ...of, until: sha });

/** @returns its number */
function setCommits(version: string, ...refs: WantedRef[]): Promise<number> {
  return world.db.transaction().execute(async (trx) => {
    const { release } = await ensureRelease(trx, 1, version);
    const of = { releaseId: release.id, projectId };
    await trx.insertInto("releaseProjects").values(of).execute();
    await enqueueReleaseCommits(worker.enqueue, trx, release, { refs, userId: undefined });
    return release.id;
  });
}

async function readRelease(id: number) {
  const { db } = world;
  const { commitsState: state, commitsReason: reason } = await db
    .selectFrom("releases")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const commits = await db
    .selectFrom("releaseCommits")
    .innerJoin("commits", "commits.id", "releaseCommits.commitId")
    .select("sha")
    .where("releaseId", "=", id)
    .orderBy("sha")
    .execute();
  return { state, reason, shas: commits.map(({ sha }) => sha) };
}

/** Waits until the release is so. @returns its state */
const becomes = (id: number, expected: object) =>
  vi.waitFor(async () => {
    const release = await readRelease(id);
    expect(release).toMatchObject(expected);
    return release.state;
  });

test("a paused integration keeps the releases of its own repositories waiting, and no others", async () => {
  const held = await setCommits("1.0", refOf(paused));
  const free = await setCommits("api@1.0", refOf(well));
  await becomes(free, { state: "done", shas: [well.sha] });
  const reason = "The integration is paused: It is away. It will be tried again.";
  expect(await becomes(held, { reason, shas: [] })).toBe("pending");
});

test("of a release over two hosts each brings its part, and it is done when both are", async () => {
  const first = await setCommits("1.0", refOf(paused), refOf(well));
  await becomes(first, { state: "pending", shas: [well.sha] });
  const newer = world.remote.push("c");
  const second = await setCommits("1.1", { ...refOf(paused), until: newer });
  const activities = () => world.db.selectFrom("releaseActivities").select("type").execute();
  expect(await activities()).toEqual([]);
  await putOff();
  await wake();
  await becomes(first, { state: "done", reason: null, shas: [paused.sha, well.sha] });
  // In the order in which they were asked for: it begins where the one before it ended.
  await becomes(second, { state: "done", shas: [newer] });
  expect(await activities()).toEqual([{ type: "commits_done" }, { type: "commits_done" }]);
});

test("what an uninstalled integration had is told as missing", async () => {
  const id = await setCommits("1.0", refOf(paused), refOf(well));
  await becomes(id, { state: "pending", shas: [well.sha] });
  await putOff();
  const { db } = world;
  await db.deleteFrom("integrations").where("id", "=", paused.integrationId).execute();
  await db.transaction().execute((trx) => wakeLanes(trx, [`releases:${paused.integrationId}`]));
  const reason = "A repository of this release is no longer linked.";
  expect(await becomes(id, { reason, shas: [well.sha] })).toBe("failed");
});

test("a release that is named for a commit that no host has keeps no other waiting", async () => {
  const { db, host } = world;
  const unknown = await db.transaction().execute(async (trx) => {
    const { release } = await ensureRelease(trx, 1, "f".repeat(40));
    await enqueueCommitOfRelease(worker.enqueue, trx, release);
    return release.id;
  });
  const named = await db.transaction().execute(async (trx) => {
    const { release } = await ensureRelease(trx, 1, well.sha);
    await enqueueCommitOfRelease(worker.enqueue, trx, release);
    return release.id;
  });
  await becomes(named, { state: "done", shas: [well.sha] });
  const other = await setCommits("api@1.0", refOf(well));
  await becomes(other, { state: "done", shas: [well.sha] });
  await becomes(unknown, { state: "none", shas: [] });
  expect(host.calls).toEqual([]);
});

test("a release whose job was given up has failed, and is fetched when that is replayed", async () => {
  const { db } = world;
  const id = await db.transaction().execute(async (trx) => {
    const { release } = await ensureRelease(trx, 1, "1.0");
    const wanted = { refs: [refOf(well)], userId: undefined };
    await enqueueReleaseCommits(worker.enqueue, trx, release, wanted);
    // As when the process has died at each attempt.
    await trx.updateTable("jobs").set({ attempts: MAX_ATTEMPTS }).execute();
    return release.id;
  });
  const reason = "The service ended each time that it was at work on this.";
  expect(await becomes(id, { reason })).toBe("failed");
  const actor = { userId: null, name: "somebody", address: null };
  const onReplay = { [FETCH_RELEASE_COMMITS]: reopenReleaseFetch };
  await replayJobs({ db, onReplay }, { organizationId: 1, actor });
  expect(await becomes(id, { reason: null, shas: [well.sha] })).toBe("done");
});
