import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { ALL_SCOPES } from "../../organizations/api-token.ts";
import { storeToken } from "../../organizations/token-store.ts";
import { enqueuePolls } from "../completion/enqueue-poll.ts";
import { findRelayedRelease } from "../releases/relayed-release-store.ts";

/** What happens to an upstream while something is on its way to it. */
let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const UPSTREAM = "/api/0/organizations/acme/upstream/";

async function relayed(version: string) {
  const { id } = await relaying.ours.db
    .selectFrom("releases")
    .select("id")
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return findRelayedRelease(relaying.ours.db, id);
}

const jobStates = async () => {
  const rows = await relaying.ours.db.selectFrom("jobs").select(["kind", "state"]).execute();
  return rows.map(({ kind, state }) => `${kind} ${state}`);
};

const beAt = (baseUrl: string) =>
  relaying.ours.db.updateTable("upstreams").set({ baseUrl }).execute();

test("an upstream that is down for a day loses nothing", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  await beAt("http://127.0.0.1:1");
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  for (let minutes = 0; minutes < 24 * 60; minutes += 11) {
    await relaying.work();
    vi.setSystemTime(Date.now() + 11 * 60_000);
  }
  expect(await relayed("1.0.0")).toMatchObject({ state: "pending" });
  expect((await relaying.ours.call("GET", UPSTREAM)).body).toMatchObject({ status: "disabled" });
  await beAt(relaying.theirs.url);
  await relaying.ours.call("POST", `${UPSTREAM}check/`);
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent" });
});

test("a token that was revoked pauses, and a new one has all sent that waited", async () => {
  const { db, userId } = relaying.theirs;
  await db.deleteFrom("tokens").execute();
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "pending" });
  const token = `sntryu_${"b".repeat(64)}`;
  await storeToken(db, { userId, token, name: "new", scopes: ALL_SCOPES });
  const connected = await relaying.ours.call("POST", UPSTREAM, {
    url: relaying.theirs.url,
    organization: "acme",
    token,
  });
  expect(connected.status).toBe(201);
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent" });
});

test("what waits when the upstream is disconnected is skipped, and can be sent to the next one", async () => {
  const { db } = relaying.ours;
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await db.transaction().execute((trx) => enqueuePolls(trx, enqueue));
  await relaying.ours.call("DELETE", UPSTREAM);
  await relaying.work();
  expect((await jobStates()).toSorted()).toEqual([
    "poll-upstream done",
    "poll-upstream done",
    "relay-release done",
  ]);
  expect(await relayed("1.0.0")).toMatchObject({
    state: "skipped",
    reason: "The upstream was disconnected before it was sent.",
  });
  const { url, token } = relaying.theirs;
  await relaying.ours.call("POST", UPSTREAM, { url, organization: "acme", token });
  await relaying.ours.call("POST", `${UPSTREAM}releases/1.0.0/replay/`);
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent" });
});

test("a release that was found, and then deleted there, is not made again", async () => {
  const { db } = relaying.ours;
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await db.updateTable("relayedReleases").set({ origin: "found" }).execute();
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({
    state: "skipped",
    reason: "Sentry has no such release any more.",
  });
  expect((await theirs.get("1.0.0")).status).toBe(404);
});

test("what a proxy finds too large is sent without its files, and says so", async () => {
  let isTooLarge = true;
  await standBefore(relaying, ({ method }, response) => {
    if (method !== "PUT" || !isTooLarge) return false;
    isTooLarge = false;
    response.writeHead(413, { "content-type": "text/html" }).end("<h1>Too large</h1>");
    return true;
  });
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({
    state: "sent",
    notes: ["The files of its commits were left out: Sentry does not take so much at once."],
  });
  const commits = await relaying.theirs.call("GET", `${RELEASES}1.0.0/commits/`);
  expect(commits.body).toHaveLength(2);
});

test("while Sentry processes the commits of a release the next ones wait", async () => {
  let isBusy = true;
  await standBefore(relaying, ({ method }, response) => {
    if (method !== "PUT" || !isBusy) return false;
    const detail = "Release commits are currently being processed";
    response.writeHead(409, { "content-type": "application/json" });
    response.end(JSON.stringify({ detail }));
    return true;
  });
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  const reason = expect.stringContaining("Release commits are currently being processed");
  expect(await relayed("1.0.0")).toMatchObject({ state: "sending", reason });
  isBusy = false;
  await relaying.ours.db.updateTable("jobs").set({ runAt: 0 }).execute();
  await relaying.ours.db.updateTable("lanes").set({ nextRunAt: 0 }).execute();
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent" });
});

test("what the built-in tracker had before stays here; what is set anew is sent", async () => {
  await relaying.ours.call("DELETE", UPSTREAM);
  await ours.create("0.9.0", { commits: sentCommits("SHOP/web") });
  const { url, token } = relaying.theirs;
  await relaying.ours.call("POST", UPSTREAM, { url, organization: "acme", token });
  await relaying.work();
  expect((await theirs.get("0.9.0")).status).toBe(404);
  expect((await ours.get("0.9.0")).body).toMatchObject({ commitCount: 2 });
  await ours.put("0.9.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect((await theirs.get("0.9.0")).body).toMatchObject({ commitCount: 2 });
});
