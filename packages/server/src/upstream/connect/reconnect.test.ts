import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { addProject, reportMessage, startApi, type TestApi } from "../../../test/start-api.ts";
import { enqueuePolls } from "../completion/enqueue-poll.ts";
import { announceRelay, enqueueRelayRelease } from "../releases/enqueue-relay-release.ts";
import { listRelayedIssues } from "../issues/relayed-issue-store.ts";

/** An organization that is connected to another Sentry than it was. */
let relaying: Relaying;
let another: TestApi;
const UPSTREAM = "/api/0/organizations/acme/upstream/";

beforeEach(async () => {
  relaying = await startRelaying();
  another = await startApi();
  await addProject(another, "shop");
});
afterEach(async () => {
  await relaying.close();
  await another.close();
});

const ours = releasesOf(() => relaying.ours);
const others = releasesOf(() => another);
const relayed = (version = "1.0.0") => relayedRelease(relaying.ours, version);

async function connectTo({ url, token }: TestApi) {
  const upstream = { url, organization: "acme", token };
  expect(await relaying.ours.call("POST", UPSTREAM, upstream)).toMatchObject({ status: 201 });
}

const FORMER = { state: "skipped", reason: expect.stringContaining("It was for another Sentry: ") };

test("a release that waited for the former one is not sent to the other, until a person says so", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await connectTo(another);
  await relaying.work();
  expect(await relayed()).toMatchObject(FORMER);
  expect((await others.get("1.0.0")).status).toBe(404);
  await relaying.ours.call("POST", `${UPSTREAM}releases/1.0.0/replay/`);
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sent" });
  expect((await others.get("1.0.0")).body).toMatchObject({ commitCount: 2 });
});

test("nor is one whose commits were being fetched for the former", async () => {
  const { db } = relaying.ours;
  await ours.create("1.0.0");
  const { id } = await db.selectFrom("releases").select("id").executeTakeFirstOrThrow();
  const release = { id, organizationId: 1 };
  await db.transaction().execute((trx) => announceRelay(trx, release, { origin: "asked" }));
  await connectTo(another);
  await db.transaction().execute((trx) => enqueueRelayRelease(enqueue, trx, release));
  await relaying.work();
  expect(await relayed()).toMatchObject(FORMER);
  expect((await others.get("1.0.0")).status).toBe(404);
});

test("a job that was under way finds out whom it is for", async () => {
  const { db } = relaying.ours;
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  // As when it is connected after the job has read what it is to send.
  await db.updateTable("upstreams").set({ connectionId: "another" }).execute();
  await relaying.work();
  expect(await relayed()).toMatchObject({
    state: "skipped",
    reason: "It was for another Sentry than is connected now.",
  });
});

test("a new token, or the same address again, changes nothing for what waits", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await connectTo(relaying.theirs);
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sent" });
});

test("what was found at the former one is found anew at the other", async () => {
  const { db } = relaying.ours;
  const poll = async () => {
    await db.transaction().execute((trx) => enqueuePolls(trx, enqueue));
    await relaying.work();
  };
  await releasesOf(() => relaying.theirs).create("1.0.0");
  await poll();
  expect(await relayed()).toMatchObject({ state: "waiting" });
  await connectTo(another);
  expect(await relayed()).toMatchObject(FORMER);
  await poll();
  await others.create("1.0.0");
  await poll();
  expect(await relayed()).toMatchObject({ state: "waiting", origin: "found" });
});

test("an issue that was named for the former one is not resolved at the other, nor looked up by its number there", async () => {
  for (const api of [relaying.theirs, another]) {
    const { body: keys } = await api.call("GET", "/api/0/projects/acme/shop/keys/");
    const project = { id: keys[0].projectId, publicKey: keys[0].public };
    await reportMessage(api, project, "disk full");
  }
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await connectTo(another);
  const page = { from: undefined, backwards: false, limit: 10 };
  const { db, organizationId } = relaying.ours;
  const issues = () => listRelayedIssues(db, organizationId, { page });
  expect(await issues()).toMatchObject([{ issue: "SHOP-1", ...FORMER }]);
  const [named] = await issues();
  await relaying.ours.call("POST", `${UPSTREAM}issues/${named?.id}/replay/`);
  await relaying.work();
  expect(await issues()).toMatchObject([{ state: "sent" }]);
  const issue = (api: TestApi) => api.call("GET", "/api/0/organizations/acme/issues/SHOP-1/");
  expect((await issue(another)).body).toMatchObject({ status: "resolved" });
  expect((await issue(relaying.theirs)).body).toMatchObject({ status: "unresolved" });
});
