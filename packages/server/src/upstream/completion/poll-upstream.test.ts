import { afterEach, beforeEach, expect, test } from "vitest";
import { type Polling, startPolling } from "../../../test/polling.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { addProject } from "../../../test/start-api.ts";
import { saveCompletionRules } from "./completion-rule-store.ts";

let polling: Polling;

beforeEach(async () => {
  polling = await startPolling();
});
afterEach(() => polling.close());

const theirs = releasesOf(() => polling.theirs);

async function askedFor() {
  const rows = await polling.ours.db
    .selectFrom("jobs")
    .select("payload")
    .where("kind", "=", "fetch-release-commits")
    .orderBy("id")
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload).refs);
}

test("releases from before the first look are left alone", async () => {
  await polling.addTag("old");
  await polling.poll();
  expect(await polling.relayed()).toEqual([]);
});

test("a release without commits that is named like a tag is completed from there", async () => {
  await polling.addTag("v1.2.3");
  await theirs.create("shop@1.2.3");
  await polling.poll();
  expect(await polling.relayed()).toEqual([["shop@1.2.3", "pending", null]]);
  expect(await askedFor()).toMatchObject([
    [{ repositoryId: polling.repositoryId, until: "refs/tags/v1.2.3" }],
  ]);
});

test("one that was just made is left to its build until the next look", async () => {
  await polling.addTag("v1.2.3");
  await theirs.create("shop@1.2.3");
  await polling.pollOnce();
  expect(await polling.relayed()).toEqual([
    ["shop@1.2.3", "waiting", expect.stringContaining("build")],
  ]);
  await polling.pollOnce();
  expect(await polling.relayed()).toEqual([["shop@1.2.3", "pending", null]]);
});

test("one that nothing is known of waits until its tag is pushed", async () => {
  await theirs.create("2.0.0");
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["2.0.0", "waiting", expect.stringContaining("No linked repository has tag 2.0.0")],
  ]);
  await polling.addTag("2.0.0");
  await polling.poll();
  expect(await polling.relayed()).toEqual([["2.0.0", "pending", null]]);
});

test("one that has commits of others is never touched", async () => {
  await theirs.create("2.0.0");
  await polling.poll();
  await theirs.put("2.0.0", { commits: sentCommits("OTHER/app") });
  await polling.addTag("2.0.0");
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["2.0.0", "skipped", "It has commits there that are not ours."],
  ]);
  await theirs.create("3.0.0", { commits: sentCommits("OTHER/app") });
  await polling.poll();
  expect(await polling.relayed()).toHaveLength(1);
});

test("the rules of a project can leave its releases alone, and say what it is built from", async () => {
  const { db } = polling.ours;
  await polling.addTag("4.0.0");
  await saveCompletionRules(db, polling.projectId, { by: [] });
  await theirs.create("4.0.0");
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["4.0.0", "waiting", "The rules of its project leave its releases alone."],
  ]);
  await saveCompletionRules(db, polling.projectId, {
    by: ["tag"],
    repositoryIds: [polling.repositoryId],
  });
  await polling.poll();
  expect(await polling.relayed()).toEqual([["4.0.0", "pending", null]]);
});

test("of two that are found together the older one comes first: the newer begins where it ends", async () => {
  await polling.addTag("v1.0.0");
  await polling.addTag("v1.1.0");
  await theirs.create("shop@1.0.0");
  await theirs.create("shop@1.1.0");
  await polling.poll();
  const tags = (await askedFor()).map(([ref]: { until: string }[]) => ref?.until);
  expect(tags).toEqual(["refs/tags/v1.0.0", "refs/tags/v1.1.0"]);
});

test("a release that appears after a newer one was seen is found, too", async () => {
  await polling.addTag("v1.0.0");
  await theirs.create("shop@1.1.0");
  await polling.poll();
  await theirs.create("shop@1.0.0");
  const earlier = polling.theirs.db.selectFrom("releases").select("createdAt");
  const { createdAt } = await earlier.where("version", "=", "shop@1.1.0").executeTakeFirstOrThrow();
  await polling.theirs.db
    .updateTable("releases")
    .set({ createdAt: createdAt - 1 })
    .where("version", "=", "shop@1.0.0")
    .execute();
  await polling.poll();
  expect(await askedFor()).toMatchObject([[{ until: "refs/tags/v1.0.0" }]]);
});

test("one whose date is long ago is found as well", async () => {
  await polling.addTag("v1.0.0");
  await theirs.create("shop@1.0.0");
  await polling.theirs.db
    .updateTable("releases")
    .set({ createdAt: 1 })
    .where("version", "=", "shop@1.0.0")
    .execute();
  await polling.poll();
  expect(await polling.relayed()).toEqual([["shop@1.0.0", "pending", null]]);
});

/** Releases as they appear while nobody looks; each is older than the one before. */
async function appearThere(versions: string[]) {
  const { db, organizationId } = polling.theirs;
  const newest = Date.now() + versions.length;
  const rows = versions.map((version, index) => ({
    organizationId,
    version,
    status: "open" as const,
    commitsState: "none" as const,
    createdAt: newest - index,
  }));
  await db.insertInto("releases").values(rows).execute();
  await db
    .insertInto("releaseProjects")
    .columns(["releaseId", "projectId"])
    .expression((eb) =>
      eb
        .selectFrom(["releases", "projects"])
        .select(["releases.id", "projects.id as projectId"])
        .where("releases.version", "in", versions),
    )
    .execute();
}

test("of hundreds that came during an outage each is looked at, and none waits for ever", async () => {
  const versions = Array.from({ length: 250 }, (_, index) => `build-${index}`);
  await appearThere(versions);
  await polling.addTag("build-240");
  await polling.pollOnce();
  expect(await countByState()).toEqual({ waiting: 250 });
  await polling.pollOnce();
  expect(await countByState()).toEqual({ waiting: 100, pending: 1, skipped: 149 });
  expect(await askedFor()).toMatchObject([[{ until: "refs/tags/build-240" }]]);
  const { reason } = await polling.ours.db
    .selectFrom("relayedReleases")
    .select("reason")
    .where("state", "=", "skipped")
    .orderBy("releaseId")
    .executeTakeFirstOrThrow();
  expect(reason).toMatch(/^No linked repository has tag build-249.* A hundred newer releases/);
});

async function countByState() {
  const rows = await polling.ours.db
    .selectFrom("relayedReleases")
    .select(["state", (eb) => eb.fn.countAll<string>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

test("one that is deleted there waits no more", async () => {
  await theirs.create("2.0.0");
  await polling.poll();
  await polling.theirs.call("DELETE", "/api/0/organizations/acme/releases/2.0.0/");
  await polling.poll();
  expect(await polling.relayed()).toEqual([
    ["2.0.0", "skipped", "Sentry has no such release any more."],
  ]);
});

test("one that cannot be looked at keeps nobody from looking at the others", async () => {
  const { db } = polling.ours;
  await polling.addTag("v1.0.0");
  await addProject(polling.theirs, "other");
  await theirs.create("broken");
  await theirs.create("shop@1.0.0", { projects: ["other"] });
  await polling.pollOnce();
  await db
    .insertInto("completionRules")
    .columns(["projectId", "rules", "updatedAt"])
    .expression((eb) =>
      eb
        .selectFrom("projects")
        .select(["id", eb.val("no JSON").as("rules"), eb.val(1).as("updatedAt")])
        .where("slug", "=", "shop"),
    )
    .execute();
  await polling.pollOnce();
  expect(await polling.relayed()).toEqual([
    ["shop@1.0.0", "pending", null],
    ["broken", "waiting", "An internal error kept it from being looked at."],
  ]);
});
