import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../test/enqueue.ts";
import { type Relaying, startRelaying } from "../../test/relaying.ts";
import { releasesOf } from "../../test/releases-of.ts";
import { addRepository } from "../../test/start-api.ts";
import { sentCommits } from "../../test/sent-commits.ts";
import { saveCompletionRules } from "./completion-rule-store.ts";
import { enqueuePolls } from "./enqueue-poll.ts";
import { listRelayedReleases } from "./relayed-release-store.ts";

let relaying: Relaying;
let repositoryId: number;

beforeEach(async () => {
  relaying = await startRelaying();
  repositoryId = (await addRepository(relaying.ours, "SHOP/web")).id;
  await theirs.create("old");
  // As if it had been there when the upstream was connected.
  await relaying.ours.db.updateTable("upstreams").set({ pollCursor: null }).execute();
  await poll();
});
afterEach(() => relaying.close());

const theirs = releasesOf(() => relaying.theirs);

/** Looks twice: at the first look a release is left to its build. */
async function poll() {
  await pollOnce();
  await pollOnce();
}

async function pollOnce() {
  await relaying.ours.db.transaction().execute((trx) => enqueuePolls(trx, enqueue));
  await relaying.work();
}

async function addTag(name: string) {
  const row = { repositoryId, ref: `refs/tags/${name}`, sha: "a".repeat(40) };
  await relaying.ours.db.insertInto("repositoryRefs").values(row).execute();
}

/** Version, state and reason, newest first. */
async function relayed() {
  const { db, organizationId } = relaying.ours;
  const page = { from: undefined, backwards: false, limit: 10 };
  const releases = await listRelayedReleases(db, organizationId, { page });
  return releases.map(({ version, state, reason }) => [version, state, reason]);
}

async function askedFor() {
  const rows = await relaying.ours.db
    .selectFrom("jobs")
    .select("payload")
    .where("kind", "=", "fetch-release-commits")
    .orderBy("id")
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload).refs);
}

test("releases from before the first look are left alone", async () => {
  await addTag("old");
  await poll();
  expect(await relayed()).toEqual([]);
});

test("a release without commits that is named like a tag is completed from there", async () => {
  await addTag("v1.2.3");
  await theirs.create("shop@1.2.3");
  await poll();
  expect(await relayed()).toEqual([["shop@1.2.3", "pending", null]]);
  expect(await askedFor()).toMatchObject([[{ repositoryId, until: "refs/tags/v1.2.3" }]]);
});

test("one that was just made is left to its build until the next look", async () => {
  await addTag("v1.2.3");
  await theirs.create("shop@1.2.3");
  await pollOnce();
  expect(await relayed()).toEqual([["shop@1.2.3", "waiting", expect.stringContaining("build")]]);
  await pollOnce();
  expect(await relayed()).toEqual([["shop@1.2.3", "pending", null]]);
});

test("one that nothing is known of waits until its tag is pushed", async () => {
  await theirs.create("2.0.0");
  await poll();
  expect(await relayed()).toEqual([
    ["2.0.0", "waiting", expect.stringContaining("No linked repository has tag 2.0.0")],
  ]);
  await addTag("2.0.0");
  await poll();
  expect(await relayed()).toEqual([["2.0.0", "pending", null]]);
});

test("one that has commits of others is never touched", async () => {
  await theirs.create("2.0.0");
  await poll();
  await theirs.put("2.0.0", { commits: sentCommits("OTHER/app") });
  await addTag("2.0.0");
  await poll();
  expect(await relayed()).toEqual([
    ["2.0.0", "skipped", "It has commits there that are not ours."],
  ]);
  await theirs.create("3.0.0", { commits: sentCommits("OTHER/app") });
  await poll();
  expect(await relayed()).toHaveLength(1);
});

test("a deploy that names the commit tells it", async () => {
  await addTag("nightly-7");
  await theirs.create("build.9981");
  await poll();
  expect(await relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  const deploys = "/api/0/organizations/acme/releases/build.9981/deploys/";
  await relaying.theirs.call("POST", deploys, { environment: "prod", name: "nightly-7" });
  await poll();
  expect(await relayed()).toEqual([["build.9981", "pending", null]]);
});

test("the rules of a project can leave its releases alone, and say what it is built from", async () => {
  const { db } = relaying.ours;
  const { id: projectId } = await db
    .selectFrom("projects")
    .select("id")
    .where("slug", "=", "shop")
    .executeTakeFirstOrThrow();
  await addTag("4.0.0");
  await saveCompletionRules(db, projectId, { by: [] });
  await theirs.create("4.0.0");
  await poll();
  expect(await relayed()).toEqual([
    ["4.0.0", "waiting", "The rules of its project leave its releases alone."],
  ]);
  await saveCompletionRules(db, projectId, { by: ["tag"], repositoryIds: [repositoryId] });
  await poll();
  expect(await relayed()).toEqual([["4.0.0", "pending", null]]);
});

test("of two that are found together the older one comes first: the newer begins where it ends", async () => {
  await addTag("v1.0.0");
  await addTag("v1.1.0");
  await theirs.create("shop@1.0.0");
  await theirs.create("shop@1.1.0");
  await poll();
  const tags = (await askedFor()).map(([ref]: { until: string }[]) => ref?.until);
  expect(tags).toEqual(["refs/tags/v1.0.0", "refs/tags/v1.1.0"]);
});

test("a release that appears after a newer one was seen is found, too", async () => {
  await addTag("v1.0.0");
  await theirs.create("shop@1.1.0");
  await poll();
  await theirs.create("shop@1.0.0");
  const earlier = relaying.theirs.db.selectFrom("releases").select("createdAt");
  const { createdAt } = await earlier.where("version", "=", "shop@1.1.0").executeTakeFirstOrThrow();
  await relaying.theirs.db
    .updateTable("releases")
    .set({ createdAt: createdAt - 1 })
    .where("version", "=", "shop@1.0.0")
    .execute();
  await poll();
  expect(await askedFor()).toMatchObject([[{ until: "refs/tags/v1.0.0" }]]);
});
