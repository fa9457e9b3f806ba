import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits, SHA_2, SHA_3 } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";
import { addRepository } from "../../../test/start-api.ts";
import { applyFailedFetch, applyFetchedCommits } from "../../releases/apply-release-commits.ts";
import { fetchSchema } from "../../releases/fetch-release-commits.ts";
import { ALL_SCOPES } from "../../organizations/api-token.ts";
import { storeToken } from "../../organizations/token-store.ts";
import { findReleaseById } from "../../releases/release-store.ts";

/** Calls of a build that pass through us, with the token of the upstream. */
let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
  await addRepository(relaying.ours, "SHOP/web");
  const { db, userId } = relaying.theirs;
  await storeToken(db, { userId, token: BUILDS, name: "build", scopes: ALL_SCOPES });
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const AT = `${RELEASES}1.0.0/`;
const REFS = [{ repository: "SHOP/web", commit: "main" }];
const BUILDS = `sntryu_${"b".repeat(64)}`;
const OTHERS = [{ repository: "github/app", commit: "main" }];

async function through(method: string, path: string, body?: unknown, token = BUILDS) {
  const answer = await fetch(relaying.ours.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const told = await answer.text();
  return { status: answer.status, body: told === "" ? undefined : JSON.parse(told) };
}

const relayed = (version = "1.0.0") => relayedRelease(relaying.ours, version);

async function idsThere() {
  const { body } = await relaying.theirs.call("GET", `${AT}commits/`);
  return (body as { id: string }[]).map(({ id }) => id);
}

/** Its commits are recorded, and one attempt to send them has failed. */
async function beSending() {
  await theirs.create("1.0.0");
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  let isAway = true;
  await standBefore(relaying, ({ method, headers }, response) => {
    const isOurs = headers["user-agent"] === "sentry-bitbucket-server";
    if (method !== "PUT" || !isOurs || !isAway) return false;
    isAway = false;
    response.writeHead(503, { "content-type": "application/json" }).end("{}");
    return true;
  });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sending" });
}

const VOID = { state: "skipped", reason: "Its commits were set at Sentry since." };

test("commits that a build sends itself have those give way that were asked for before", async () => {
  await beSending();
  const [, second] = sentCommits("SHOP/web");
  expect((await through("PUT", AT, { commits: [second] })).status).toBe(200);
  expect(await relayed()).toMatchObject(VOID);
  await relaying.workAgain();
  expect(await idsThere()).toEqual([SHA_2]);
});

test("so does one that clears them, also where none were known", async () => {
  await beSending();
  expect((await through("PUT", AT, { refs: [] })).status).toBe(200);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject(VOID);
  expect(await idsThere()).toEqual([]);
  await through("POST", RELEASES, { version: "2.0.0", projects: ["shop"], refs: [] });
  expect(await relayed("2.0.0")).toMatchObject(VOID);
});

test("no commits at all are no wish, and what is refused has nothing give way", async () => {
  await beSending();
  expect((await through("PUT", AT, { commits: [] })).status).toBe(200);
  expect((await through("PUT", AT, { dateReleased: "2026-01-01T00:00:00Z" })).status).toBe(200);
  expect((await through("PUT", AT, { commits: [{ id: "" }] })).status).toBe(400);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "sent" });
  expect(await idsThere()).toEqual([SHA_3, SHA_2]);
});

/** The fetch that was asked for last. */
async function fetchUnderWay() {
  const { payload } = await relaying.ours.db
    .selectFrom("jobs")
    .select("payload")
    .where("kind", "=", "fetch-release-commits")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return fetchSchema.parse(JSON.parse(payload));
}

async function failFetch(call: Awaited<ReturnType<typeof fetchUnderWay>>) {
  const { db } = relaying.ours;
  const release = await findReleaseById(db, call.releaseId);
  if (!release) throw new Error("There is no such release");
  const called = { ...release, ...call, userId: undefined };
  await applyFailedFetch({ db, enqueue }, called, "Nobody has pushed it.");
}

test("a fetch that is under way does not send any more", async () => {
  await through("POST", RELEASES, { version: "1.0.0", projects: ["shop"], refs: REFS });
  expect(await relayed()).toMatchObject({ state: "pending" });
  const call = await fetchUnderWay();
  await through("PUT", AT, { commits: sentCommits("SHOP/web") });
  await failFetch(call);
  expect(await relayed()).toMatchObject(VOID);
});

test("a fetch that fails sends nothing of before over what a build has set since", async () => {
  await theirs.create("1.0.0");
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sent" });
  await through("PUT", AT, { commits: sentCommits("SHOP/web").slice(1) });
  expect((await ours.get("1.0.0")).body).toMatchObject({ commitCount: 0 });
  await through("PUT", AT, { refs: REFS });
  await failFetch(await fetchUnderWay());
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "failed", reason: "Nobody has pushed it." });
  expect(await idsThere()).toEqual([SHA_2]);
});

test("nor over what it has set past us", async () => {
  await theirs.create("1.0.0");
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  await theirs.put("1.0.0", { commits: sentCommits("SHOP/web").slice(1) });
  await through("PUT", AT, { refs: REFS });
  await failFetch(await fetchUnderWay());
  await relaying.workAgain();
  expect(await idsThere()).toEqual([SHA_2]);
});

const LOST = { state: "skipped", reason: expect.stringContaining("the answer was lost") };
const SECOND = { commits: sentCommits("SHOP/web").slice(1, 2) };

/** What a build sends gets there, and the answer does not come back. */
function loseAnswers(method: string) {
  return standBefore(relaying, (request, response) => {
    if (request.method !== method || request.headers.authorization !== `Bearer ${BUILDS}`)
      return false;
    void text(request)
      .then((body) => relaying.theirs.call(method, AT, body ? JSON.parse(body) : undefined))
      .then(() => response.destroy());
    return true;
  });
}

test("those that a build sent give way also when it is not told that they were taken", async () => {
  await beSending();
  await loseAnswers("PUT");
  expect((await through("PUT", AT, SECOND)).status).toBe(502);
  expect(await relayed()).toMatchObject(LOST);
  await relaying.workAgain();
  expect(await idsThere()).toEqual([SHA_2]);
});

test("and a release that was deleted without an answer is not made again", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await theirs.create("1.0.0");
  await loseAnswers("DELETE");
  expect((await through("DELETE", AT)).status).toBe(502);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject(LOST);
  expect((await theirs.get("1.0.0")).status).toBe(404);
});

test("nothing is sent while the upstream is asked, and all of it when that refuses", async () => {
  await beSending();
  let asked = 0;
  await standBefore(relaying, ({ method, headers }, response) => {
    if (method !== "PUT" || headers.authorization !== `Bearer ${BUILDS}`) return false;
    asked += 1;
    void relaying
      .workAgain()
      .then(idsThere)
      .then((ids) => response.writeHead(ids.length === 0 ? 409 : 500).end("{}"));
    return true;
  });
  expect((await through("PUT", AT, SECOND)).status).toBe(409);
  expect(asked).toBe(1);
  expect(await relayed()).toMatchObject({ state: "pending" });
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "sent" });
  expect(await idsThere()).toEqual([SHA_3, SHA_2]);
});

test("a fetch goes on after a refusal, and sends nothing after an answer that was lost", async () => {
  await through("POST", RELEASES, { version: "1.0.0", projects: ["shop"], refs: REFS });
  expect((await through("PUT", AT, { commits: [{ id: "" }] })).status).toBe(400);
  expect(await relayed()).toMatchObject({ state: "pending" });
  await loseAnswers("PUT");
  expect((await through("PUT", AT, SECOND)).status).toBe(502);
  const call = await fetchUnderWay();
  const release = await findReleaseById(relaying.ours.db, call.releaseId);
  if (!release) throw new Error("There is no such release");
  const none = { heads: [], commits: [], keptRepositoryIds: [], reason: null };
  const called = { ...release, ...call, userId: undefined };
  await applyFetchedCommits({ db: relaying.ours.db, enqueue }, called, { ...none, state: "done" });
  expect(await relayed()).toMatchObject(LOST);
});

test("a stranger keeps nothing from being sent by leaving before the answer", async () => {
  await beSending();
  await standBefore(relaying, ({ method, headers }, response) => {
    if (method !== "PUT" || headers.authorization === `Bearer ${relaying.theirs.token}`)
      return false;
    response.destroy();
    return true;
  });
  expect((await through("PUT", AT, SECOND, `sntryu_${"c".repeat(64)}`)).status).toBe(502);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "sent" });
});

test("a release that is deleted through us is not made again", async () => {
  await beSending();
  expect((await through("DELETE", AT)).status).toBe(204);
  await relaying.workAgain();
  expect(await relayed()).toBeUndefined();
  expect((await theirs.get("1.0.0")).status).toBe(404);
});

test("nor is one that is deleted there, past us", async () => {
  await beSending();
  await relaying.theirs.call("DELETE", AT);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({
    state: "skipped",
    reason: "Sentry has no such release any more.",
  });
  expect((await theirs.get("1.0.0")).status).toBe(404);
});

test("a path names the release that a call changes, whatever its body says", async () => {
  await theirs.create("1.0.0");
  const changed = await through("PUT", AT, { version: "9.9.9", refs: REFS });
  expect(changed.status).toBe(200);
  expect(await relayed("1.0.0")).toMatchObject({ state: "pending" });
  expect(await relayed("9.9.9")).toBeUndefined();
});

test("commits go before refs, and up as they are", async () => {
  await theirs.create("1.0.0");
  await through("PUT", AT, { commits: sentCommits("SHOP/web"), refs: REFS });
  expect(await relayed()).toMatchObject(VOID);
  expect(await idsThere()).toEqual([SHA_3, SHA_2]);
});

test("refs of both kinds are refused: each side would replace the other", async () => {
  const body = { version: "1.0.0", projects: ["shop"], refs: [...REFS, ...OTHERS] };
  const { status, body: told } = await through("POST", RELEASES, body);
  expect([status, told]).toEqual([
    400,
    { detail: expect.stringContaining("SHOP/web, and github/app") },
  ]);
  expect(await relayed()).toBeUndefined();
  const stranger = await through("POST", RELEASES, body, `sntryu_${"c".repeat(64)}`);
  expect(stranger.status).toBe(401);
  expect(JSON.stringify(stranger.body)).not.toContain("SHOP");
});
