import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { reportMessage } from "../../../test/start-api.ts";
import { MAX_ATTEMPTS } from "../../jobs/retry-delay.ts";
import { enqueueRelayIssue } from "../issues/enqueue-relay-issues.ts";
import { makePending } from "../issues/issue-progress-store.ts";
import { listRelayedIssues } from "../issues/relayed-issue-store.ts";

/** What becomes of a job, and of the release or issue that it was to send: both say the same. */
let relaying: Relaying;
const JOBS = "/api/0/organizations/acme/jobs/";
const ISSUE = "/api/0/organizations/acme/issues/SHOP-1/";

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const relayed = (version = "1.0.0") => relayedRelease(relaying.ours, version);

/** The next attempt is the last. */
async function comeToTheLast(attempts = MAX_ATTEMPTS - 1) {
  const { db } = relaying.ours;
  await db.updateTable("jobs").set({ attempts }).where("state", "=", "waiting").execute();
}

async function setAside() {
  const { body } = await relaying.ours.call("GET", `${JOBS}?state=set_aside`);
  return body as { id: string; kind: string; lastError: string }[];
}

/** As one that was sealed with another key. */
const breakToken = () =>
  relaying.ours.db
    .updateTable("upstreams")
    .set({ sealedToken: Buffer.from("x") })
    .execute();

test("a fault of ours is told while it is tried again, and given up with its job", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await breakToken();
  await relaying.work();
  const reason = "An internal error. See its job, and the log.";
  expect(await relayed()).toMatchObject({ state: "pending", reason, attempts: 1 });
  await comeToTheLast();
  await relaying.workAgain();
  const [job] = await setAside();
  expect(job?.kind).toBe("relay-release");
  expect(await relayed()).toMatchObject({ state: "failed", reason: job?.lastError });
});

test("so is a job that ended its process each time", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await comeToTheLast(MAX_ATTEMPTS);
  await relaying.work();
  expect(await relayed()).toMatchObject({
    state: "failed",
    reason: "The service ended each time that it was at work on this.",
  });
});

test.each(["one", "all"])("to replay %s of the jobs opens the release anew", async (which) => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await comeToTheLast(MAX_ATTEMPTS);
  await relaying.work();
  const [job] = await setAside();
  await relaying.ours.call(
    "POST",
    which === "one" ? `${JOBS}${job?.id}/replay/` : `${JOBS}replay/`,
  );
  expect(await relayed()).toMatchObject({ state: "pending", reason: null, attempts: 0 });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sent" });
});

test("to dismiss it has the release skipped", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await comeToTheLast(MAX_ATTEMPTS);
  await relaying.work();
  const [job] = await setAside();
  await relaying.ours.call("DELETE", `${JOBS}${job?.id}/`);
  expect(await relayed()).toMatchObject({ state: "skipped", reason: "Its job was dismissed." });
});

test("an old job says nothing of a release that was set anew", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await comeToTheLast(MAX_ATTEMPTS);
  await relaying.work();
  await ours.put("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  const [job] = await setAside();
  await relaying.ours.call("POST", `${JOBS}${job?.id}/replay/`);
  expect(await relayed()).toMatchObject({ state: "sent" });
});

/** A commit names SHOP-1, and that is due. */
async function askForIssue() {
  const { theirs, ours: here } = relaying;
  const { body: keys } = await theirs.call("GET", "/api/0/projects/acme/shop/keys/");
  const project = { id: keys[0].projectId, publicKey: keys[0].public };
  await reportMessage(theirs, project, "disk full");
  await ours.create("0.1.0", { commits: sentCommits("SHOP/web") });
  await here.db.deleteFrom("jobs").execute();
  const [named] = await issues();
  if (!named) throw new Error("No commit names it.");
  await here.db.transaction().execute(async (trx) => {
    await makePending(trx, [named.id]);
    await enqueueRelayIssue(enqueue, trx, named);
  });
  return named;
}

async function issues() {
  const page = { from: undefined, backwards: false, limit: 10 };
  const { db, organizationId } = relaying.ours;
  return listRelayedIssues(db, organizationId, { page });
}

const statusThere = async () => (await relaying.theirs.call("GET", ISSUE)).body.status;

test("an issue fails, and begins anew, with its job", async () => {
  await askForIssue();
  await comeToTheLast(MAX_ATTEMPTS);
  await relaying.work();
  expect(await issues()).toMatchObject([{ state: "failed" }]);
  await relaying.ours.call("POST", `${JOBS}replay/`);
  expect(await issues()).toMatchObject([{ state: "pending" }]);
  await relaying.work();
  expect(await issues()).toMatchObject([{ state: "sent" }]);
  expect(await statusThere()).toBe("resolved");
});

test("one that somebody opened again is resolved when a person replays it", async () => {
  const { id } = await askForIssue();
  await relaying.theirs.call("PUT", ISSUE, { status: "resolved" });
  await relaying.theirs.call("PUT", ISSUE, { status: "unresolved" });
  await relaying.work();
  const reason = "It was opened again since the commit came.";
  expect(await issues()).toMatchObject([{ state: "skipped", reason }]);
  await relaying.ours.call("POST", `/api/0/organizations/acme/upstream/issues/${id}/replay/`);
  await relaying.work();
  expect(await issues()).toMatchObject([{ state: "sent" }]);
  expect(await statusThere()).toBe("resolved");
});

/** What the upstream answers to writes of these versions, while it answers reads. */
async function refuseWrites(status: number, of: RegExp) {
  const refusing = { isOn: true };
  await standBefore(relaying, ({ method, url = "" }, response) => {
    if (method !== "PUT" || !refusing.isOn || !of.test(url)) return false;
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
    return true;
  });
  return refusing;
}

test.each([503, 429])(
  "an upstream that answers writes with %i for a day loses nothing",
  async (status) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const refusing = await refuseWrites(status, /releases/);
    await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
    for (let hours = 0; hours < 24; hours += 1) {
      await relaying.work();
      vi.setSystemTime(Date.now() + 60 * 60_000);
    }
    expect(await relayed()).toMatchObject({ state: "sending" });
    refusing.isOn = false;
    await relaying.work();
    expect(await relayed()).toMatchObject({ state: "sent" });
  },
);

test("a release that alone fails there is given up, and keeps no others waiting, nor the look for new ones", async () => {
  await refuseWrites(500, /1\.0\.0/);
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await ours.create("1.0.1", { commits: sentCommits("SHOP/web") });
  await relaying.ours.call("POST", "/api/0/organizations/acme/upstream/check/");
  await relaying.work();
  expect(await relayed("1.0.1")).toMatchObject({ state: "sent" });
  expect(await relayed("1.0.0")).toMatchObject({ state: "sending" });
  // Another one gets through after the last attempt.
  const { db } = relaying.ours;
  const later = Date.now() + 60_000;
  await db.updateTable("jobs").set({ runAt: later }).where("state", "=", "waiting").execute();
  await ours.put("1.0.1", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  await comeToTheLast();
  await relaying.workAgain();
  expect(await relayed("1.0.0")).toMatchObject({ state: "failed" });
  const polls = db.selectFrom("jobs").select("state").where("kind", "=", "poll-upstream");
  expect(new Set((await polls.execute()).map(({ state }) => state))).toEqual(new Set(["done"]));
});
