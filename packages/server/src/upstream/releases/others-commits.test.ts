import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { relayedRelease } from "../../../test/relayed-release.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits, SHA_2, SHA_3 } from "../../../test/sent-commits.ts";
import { standBefore } from "../../../test/stand-before.ts";

/** Releases that we found without commits, and commits that others set meanwhile. */
let relaying: Relaying;
const OURS = sentCommits("SHOP/web");
const FOREIGN = { id: "f".repeat(40), repository: "SHOP/web", message: "not ours" };
const NOT_OURS = { state: "skipped", reason: "It has commits there that are not ours." };

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);
const relayed = () => relayedRelease(relaying.ours, "1.0.0");

/** The commits of a release of the upstream are known, and about to be sent. */
async function find() {
  await theirs.create("1.0.0");
  await ours.create("1.0.0", { commits: OURS });
  await relaying.ours.db.updateTable("relayedReleases").set({ origin: "found" }).execute();
}

async function idsThere() {
  const { body } = await relaying.theirs.call("GET", `${RELEASES}1.0.0/commits/`);
  return (body as { id: string }[]).map(({ id }) => id);
}

/** The first attempt to send is answered with 503. @param arrives what the upstream gets of it all the same */
async function failFirst(arrives: (body: { commits: object[] }) => object[] | undefined) {
  let isFirst = true;
  await standBefore(relaying, (request, response) => {
    if (request.method !== "PUT" || !isFirst) return false;
    isFirst = false;
    const answer = async () => {
      const commits = arrives(JSON.parse(await text(request)) as { commits: object[] });
      if (commits) await theirs.put("1.0.0", { commits });
      response.writeHead(503, { "content-type": "application/json" }).end("{}");
    };
    void answer();
    return true;
  });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sending" });
}

test("commits that arrived, which we did not hear, are ours", async () => {
  await find();
  await failFirst(({ commits }) => commits);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "sent", commitCount: 2 });
});

test("so are those of which a part arrived, and the rest is sent", async () => {
  await find();
  await failFirst(({ commits }) => commits.slice(1));
  expect(await idsThere()).toEqual([SHA_2]);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject({ state: "sent" });
  expect(await idsThere()).toEqual([SHA_3, SHA_2]);
});

test("those that a build has set meanwhile are not, though their newest is, and they are no more than ours", async () => {
  await find();
  await failFirst(() => undefined);
  await theirs.put("1.0.0", { commits: [OURS[0], FOREIGN] });
  const before = await idsThere();
  expect(before).toHaveLength(2);
  await relaying.workAgain();
  expect(await relayed()).toMatchObject(NOT_OURS);
  expect(await idsThere()).toEqual(before);
});

test("before anything was sent none are ours, even the same", async () => {
  await find();
  await theirs.put("1.0.0", { commits: OURS });
  await relaying.work();
  expect(await relayed()).toMatchObject(NOT_OURS);
});

test("a release that has none there takes two calls", async () => {
  await find();
  const calls: string[] = [];
  await standBefore(relaying, ({ method, url }) => {
    calls.push(`${method} ${url}`);
    return false;
  });
  await relaying.work();
  expect(await relayed()).toMatchObject({ state: "sent" });
  const path = `${RELEASES}1.0.0/`;
  expect(calls).toEqual([`GET ${path}`, `PUT ${path}`]);
});
