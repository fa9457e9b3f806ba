import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { addIntegration, secretBox } from "../../../test/linked-repository.ts";
import { type Relaying, startRelaying } from "../../../test/relaying.ts";
import { releasesOf } from "../../../test/releases-of.ts";
import { sentCommits, SHA_3 } from "../../../test/sent-commits.ts";
import { releasesLaneName } from "../../integrations/repository-lane.ts";
import { wakeLanes } from "../../jobs/job-store.ts";
import { ensureRelease } from "../../releases/release-store.ts";
import { findUpstreamBase } from "./find-upstream-base.ts";
import { Upstreams } from "../upstreams.ts";
import { wakeUpstream } from "../watch/wake-upstream.ts";

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
  const base = await baseOf("1.1.0");
  expect(base).toEqual({ sha: SHA_3, version: "1.0.0", madeAt: expect.any(Number) });
  expect(await baseOf("1.0.0")).toBeUndefined();
});

test("one that does not know tells nothing, and neither does the built-in tracker", async () => {
  expect(await baseOf("2.0.0")).toBeUndefined();
  await relaying.ours.db.deleteFrom("upstreams").execute();
  expect(await baseOf("2.0.0")).toBeUndefined();
});

test("one that is away, or paused, is waited for", async () => {
  const { db } = relaying.ours;
  await db.updateTable("upstreams").set({ baseUrl: "http://127.0.0.1:1" }).execute();
  await expect(baseOf("2.0.0")).rejects.toMatchObject({ isPassing: true });
  const pause = { pausedAt: 1, pauseCode: "upstream_network", pauseReason: "It is away." };
  await db.updateTable("upstreams").set(pause).execute();
  await expect(baseOf("2.0.0")).rejects.toMatchObject({ isPause: true });
});

test("when it is well again, what waited for it to fetch commits goes on", async () => {
  const { db, organizationId } = relaying.ours;
  const integrationId = await addIntegration(db, { organizationId, host: "told" });
  const lane = releasesLaneName(integrationId);
  const job = { lane, organizationId, kind: "fetch-release-commits", payload: {} };
  await db.transaction().execute((trx) => enqueue(trx, job));
  await db
    .updateTable("jobs")
    .set({ runAt: Date.now() + 600_000 })
    .execute();
  await db.transaction().execute((trx) => wakeUpstream(trx, wakeLanes, organizationId));
  const { runAt } = await db
    .selectFrom("jobs")
    .select("runAt")
    .where("lane", "=", lane)
    .executeTakeFirstOrThrow();
  expect(runAt).toBeLessThanOrEqual(Date.now());
});
