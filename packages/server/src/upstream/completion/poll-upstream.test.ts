import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { addProject, addRepository } from "../../../test/start-api.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { saveCompletionRules } from "./completion-rule-store.ts";
import { enqueuePolls } from "./enqueue-poll.ts";
import { listRelayedReleases } from "../releases/relayed-release-store.ts";

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

/** Releases as they appear while nobody looks; each is older than the one before. */
async function appearThere(versions: string[]) {
  const { db, organizationId } = relaying.theirs;
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

/** Has a call to the upstream answered by something before it. */
const refuse = (path: RegExp, status: number) =>
  standBefore(relaying, ({ url = "" }, response) => {
    if (!path.test(url)) return false;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ detail: "No." }));
    return true;
  });

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

test("so does one of which the tag is pushed later, without being asked for again", async () => {
  await theirs.create("build.9981");
  const deploy = { environment: "prod", name: "nightly-7" };
  await relaying.theirs.call("POST", `${RELEASES}build.9981/deploys/`, deploy);
  let asked = 0;
  await standBefore(relaying, ({ url = "" }) => {
    if (/deploys/.test(url)) asked += 1;
    return false;
  });
  await poll();
  await pollOnce();
  expect(await relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  await addTag("nightly-7");
  await pollOnce();
  expect(await relayed()).toEqual([["build.9981", "pending", null]]);
  expect(asked).toBe(1);
});

test("and one that could not be read at first, or did not count", async () => {
  const { db } = relaying.ours;
  const { id: projectId } = await db
    .selectFrom("projects")
    .select("id")
    .where("slug", "=", "shop")
    .executeTakeFirstOrThrow();
  await addTag("nightly-7");
  await theirs.create("build.9981");
  const deploy = { environment: "prod", name: "nightly-7" };
  await relaying.theirs.call("POST", `${RELEASES}build.9981/deploys/`, deploy);
  await saveCompletionRules(db, projectId, { by: ["tag"] });
  await poll();
  await saveCompletionRules(db, projectId, { by: ["tag", "deploy"] });
  let isRefused = true;
  await standBefore(relaying, ({ url = "" }, response) => {
    if (!isRefused || !/deploys/.test(url)) return false;
    response.writeHead(403, { "content-type": "application/json" }).end('{"detail":"No."}');
    return true;
  });
  await pollOnce();
  expect(await relayed()).toMatchObject([["build.9981", "waiting", expect.any(String)]]);
  isRefused = false;
  await pollOnce();
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

test("one whose date is long ago is found as well", async () => {
  await addTag("v1.0.0");
  await theirs.create("shop@1.0.0");
  await relaying.theirs.db
    .updateTable("releases")
    .set({ createdAt: 1 })
    .where("version", "=", "shop@1.0.0")
    .execute();
  await poll();
  expect(await relayed()).toEqual([["shop@1.0.0", "pending", null]]);
});

test("of hundreds that came during an outage each is looked at, and none waits for ever", async () => {
  const versions = Array.from({ length: 250 }, (_, index) => `build-${index}`);
  await appearThere(versions);
  await addTag("build-240");
  await pollOnce();
  expect(await countByState()).toEqual({ waiting: 250 });
  await pollOnce();
  expect(await countByState()).toEqual({ waiting: 100, pending: 1, skipped: 149 });
  expect(await askedFor()).toMatchObject([[{ until: "refs/tags/build-240" }]]);
  const { reason } = await relaying.ours.db
    .selectFrom("relayedReleases")
    .select("reason")
    .where("state", "=", "skipped")
    .orderBy("releaseId")
    .executeTakeFirstOrThrow();
  expect(reason).toMatch(/^No linked repository has tag build-249.* A hundred newer releases/);
});

async function countByState() {
  const rows = await relaying.ours.db
    .selectFrom("relayedReleases")
    .select(["state", (eb) => eb.fn.countAll<string>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

test("one that is deleted there waits no more", async () => {
  await theirs.create("2.0.0");
  await poll();
  await relaying.theirs.call("DELETE", "/api/0/organizations/acme/releases/2.0.0/");
  await poll();
  expect(await relayed()).toEqual([["2.0.0", "skipped", "Sentry has no such release any more."]]);
});

test.each([403, 404])("deploys that are refused with %i are no obstacle", async (status) => {
  await addTag("v1.0.0");
  await theirs.create("build.7");
  await theirs.create("shop@1.0.0");
  const deploy = { environment: "prod", name: "nightly" };
  await relaying.theirs.call("POST", `${RELEASES}build.7/deploys/`, deploy);
  await refuse(/deploys/, status);
  await poll();
  expect(await relayed()).toEqual([
    ["shop@1.0.0", "pending", null],
    ["build.7", "waiting", expect.stringMatching(/^No linked.* Its deploys cannot be read: /)],
  ]);
});

test("one that cannot be looked at keeps nobody from looking at the others", async () => {
  const { db } = relaying.ours;
  await addTag("v1.0.0");
  await addProject(relaying.theirs, "other");
  await theirs.create("broken");
  await theirs.create("shop@1.0.0", { projects: ["other"] });
  await pollOnce();
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
  await pollOnce();
  expect(await relayed()).toEqual([
    ["shop@1.0.0", "pending", null],
    ["broken", "waiting", "An internal error kept it from being looked at."],
  ]);
});

test("an upstream that fails ends the look, and says nothing of the release", async () => {
  await theirs.create("build.7");
  const deploy = { environment: "prod", name: "nightly" };
  await relaying.theirs.call("POST", `${RELEASES}build.7/deploys/`, deploy);
  await refuse(/deploys/, 503);
  await poll();
  expect(await relayed()).toEqual([["build.7", "waiting", expect.stringContaining("build")]]);
});
