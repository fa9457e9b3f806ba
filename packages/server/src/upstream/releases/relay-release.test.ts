import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { RELEASES, releasesOf } from "../../../test/releases-of.ts";
import { sentCommits, SHA_2, SHA_3 } from "../../../test/sent-commits.ts";
import { findRelayedRelease } from "./relayed-release-store.ts";

let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
});
afterEach(() => relaying.close());

const ours = releasesOf(() => relaying.ours);
const theirs = releasesOf(() => relaying.theirs);

async function commitsThere(version: string) {
  const { body } = await relaying.theirs.call("GET", `${RELEASES}${version}/commits/`);
  return body;
}

async function relayed(version: string) {
  const { id } = await relaying.ours.db
    .selectFrom("releases")
    .select("id")
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return findRelayedRelease(relaying.ours.db, id);
}

test("the commits of a release arrive at the upstream, with authors and files", async () => {
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await commitsThere("1.0.0")).toMatchObject([
    { id: SHA_3, message: "three\n", author: { email: "ann@example.com" } },
    { id: SHA_2, repository: { name: "SHOP/web" } },
  ]);
  const files = await relaying.theirs.call("GET", `${RELEASES}1.0.0/commitfiles/`);
  expect(files.body).toMatchObject([{ filename: "src/c.js" }, { filename: "src/b.js" }]);
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent", commitCount: 2, attempts: 1 });
});

test("paths arrive as they are, however odd, but for the character that is between them", async () => {
  const [commit] = sentCommits("SHOP/web");
  const paths = ["a//b", "/c/", " d", "é\nf", "M//g"];
  const patchSet = [...paths, "h\u001fMi"].map((path) => ({ path, type: "M" }));
  await ours.create("1.0.0", { commits: [{ ...commit, patch_set: patchSet }] });
  await relaying.work();
  const files = await relaying.theirs.call("GET", `${RELEASES}1.0.0/commitfiles/`);
  const there = (files.body as { filename: string }[]).map(({ filename }) => filename);
  expect(there.toSorted()).toEqual([...paths, "h Mi"].toSorted());
});

test("a release that the upstream has gets them, and keeps what it has else", async () => {
  await theirs.create("1.0.0", { url: "https://ci.example.com/1" });
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect((await theirs.get("1.0.0")).body).toMatchObject({
    url: "https://ci.example.com/1",
    commitCount: 2,
  });
});

test("commits that are set anew replace those that were sent", async () => {
  const [newest, ...older] = sentCommits("SHOP/web");
  await ours.create("1.0.0", { commits: [newest] });
  await relaying.work();
  await ours.put("1.0.0", { commits: older });
  await relaying.work();
  expect(await commitsThere("1.0.0")).toMatchObject([{ id: SHA_2 }]);
});

test("while the upstream is away a release waits, and is sent when it is back", async () => {
  const { db } = relaying.ours;
  await db.updateTable("upstreams").set({ baseUrl: "http://127.0.0.1:1" }).execute();
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({
    state: "pending",
    reason: expect.stringContaining("127.0.0.1:1"),
  });
  await db.updateTable("upstreams").set({ baseUrl: relaying.theirs.url }).execute();
  await db.updateTable("jobs").set({ runAt: 0 }).execute();
  await db.updateTable("lanes").set({ nextRunAt: 0 }).execute();
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({ state: "sent", reason: null });
});

test("what the upstream refuses is given up, with what it said", async () => {
  const { db } = relaying.ours;
  await ours.create("1.0.0", { commits: sentCommits("SHOP/web") });
  await db.updateTable("projects").set({ slug: "gone" }).execute();
  await relaying.work();
  expect(await relayed("1.0.0")).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("project"),
  });
  const job = db.selectFrom("jobs").select("state").where("kind", "=", "relay-release");
  expect(await job.executeTakeFirst()).toEqual({ state: "set_aside" });
});
