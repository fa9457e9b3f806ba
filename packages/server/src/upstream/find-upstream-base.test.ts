import { afterEach, beforeEach, expect, test } from "vitest";
import { secretBox } from "../../test/linked-repository.ts";
import { type Relaying, startRelaying } from "../../test/relaying.ts";
import { releasesOf } from "../../test/releases-of.ts";
import { sentCommits, SHA_3 } from "../../test/sent-commits.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { ensureRelease } from "../releases/release-store.ts";
import { findUpstreamBase } from "./find-upstream-base.ts";
import { Upstreams } from "./upstreams.ts";

let relaying: Relaying;
let upstreams: Upstreams;

beforeEach(async () => {
  relaying = await startRelaying();
  upstreams = new Upstreams({ db: relaying.ours.db, secretBox, wakeLanes, outbound: {} });
});
afterEach(async () => {
  await upstreams.close();
  await relaying.close();
});

const theirs = releasesOf(() => relaying.theirs);

async function baseOf(version: string) {
  const { db, organizationId } = relaying.ours;
  const { release } = await ensureRelease(db, organizationId, version);
  return findUpstreamBase({ db, upstreams })(release);
}

test("the upstream tells where the release before ended", async () => {
  const commits = sentCommits("SHOP/web");
  await theirs.create("1.0.0", { commits });
  await theirs.create("1.1.0");
  expect(await baseOf("1.1.0")).toBe(SHA_3);
  expect(await baseOf("1.0.0")).toBeUndefined();
});

test("one that does not know, or is away, tells nothing, and neither does the built-in tracker", async () => {
  expect(await baseOf("2.0.0")).toBeUndefined();
  const { db } = relaying.ours;
  await db.updateTable("upstreams").set({ baseUrl: "http://127.0.0.1:1" }).execute();
  expect(await baseOf("2.0.0")).toBeUndefined();
  await db.deleteFrom("upstreams").execute();
  expect(await baseOf("2.0.0")).toBeUndefined();
});
