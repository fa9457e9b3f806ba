import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relaying, startRelaying } from "../../test/relaying.ts";
import { releasesOf } from "../../test/releases-of.ts";
import { sentCommits } from "../../test/sent-commits.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { storeUpstreamPause } from "../upstream/watch/upstream-pause-store.ts";
import { findUpstream } from "../upstream/upstream-store.ts";
import { checkRelayed } from "./check-relayed.ts";

/* What the doctor tells, /metrics counts. */

const HOUR_MS = 60 * 60_000;

let relaying: Relaying;

beforeEach(async () => {
  relaying = await startRelaying();
  await releasesOf(() => relaying.ours).create("1.0.0", { commits: sentCommits("SHOP/web") });
});
afterEach(() => relaying.close());

async function told(): Promise<string[]> {
  const { db, organizationId } = relaying.ours;
  const upstream = await findUpstream(db, organizationId);
  if (!upstream) throw new Error("There is no upstream");
  return (await checkRelayed(db, upstream)).map(({ level, message }) => `${level}: ${message}`);
}

async function counted(): Promise<string[]> {
  const lines = (await createMetrics(relaying.ours.db).read()).split("\n");
  const relayed = lines.filter((line) => /^sentry_bitbucket_relay(ed_(rel|iss)|_old)/.test(line));
  return relayed.map((line) => line.replace("sentry_bitbucket_", "").replace(/\.\d+$/, ""));
}

/** As if they had come an hour ago. */
const age = () =>
  relaying.ours.db
    .updateTable("relayedReleases")
    .set({ pendingSince: Date.now() - HOUR_MS })
    .execute();

test("what has arrived is no trouble", async () => {
  expect(await counted()).toContain('relayed_releases{state="pending"} 1');
  await relaying.work();
  expect(await told()).toEqual(["ok: Nothing was given up, and nothing waits for long."]);
  expect(await counted()).toEqual([
    'relayed_releases{state="sent"} 1',
    'relayed_issues{state="waiting"} 1',
    'relay_oldest_pending_seconds{what="release"} 0',
    'relay_oldest_pending_seconds{what="issue"} 0',
  ]);
});

test("a release that waits for long is told, unless its upstream is paused", async () => {
  await age();
  expect(await told()).toEqual([
    expect.stringMatching(/^warning: A release waits to be sent for 60 min\. .*state=pending/),
  ]);
  expect(await counted()).toContain('relay_oldest_pending_seconds{what="release"} 3600');
  const pause = { code: "upstream_network", reason: "It is away.", at: 1 };
  await storeUpstreamPause(relaying.ours.db, relaying.ours.organizationId, pause);
  expect(await told()).toEqual(["ok: Nothing was given up."]);
});

test("a release that was given up is told with its reason and the remedy", async () => {
  await relaying.ours.db.updateTable("projects").set({ slug: "gone" }).execute();
  await relaying.work();
  await age();
  expect(await told()).toEqual([
    expect.stringMatching(
      /^warning: 1 release was given up; the last is 1\.0\.0: .*project.*\. Put that right, then POST …\/upstream\/releases\/\{version\}\/replay\//,
    ),
  ]);
  expect(await counted()).toContain('relayed_releases{state="failed"} 1');
});

test("so is one whose commits could not be fetched, and it is listed as failed", async () => {
  const gone = { commitsState: "failed" as const, commitsReason: "Bitbucket has no such tag." };
  await relaying.ours.db.updateTable("releases").set(gone).execute();
  expect((await told()).join()).toContain("the last is 1.0.0: Bitbucket has no such tag.");
  expect(await counted()).toContain('relayed_releases{state="failed"} 1');
  const path = "/api/0/organizations/acme/upstream/releases/?state=";
  expect((await relaying.ours.call("GET", `${path}pending`)).body).toEqual([]);
  expect((await relaying.ours.call("GET", `${path}failed`)).body).toMatchObject([
    { version: "1.0.0", state: "failed", reason: "Bitbucket has no such tag." },
  ]);
});

test("an issue that was given up is told, too", async () => {
  const failed = { state: "failed" as const, reason: "It refuses." };
  await relaying.ours.db.updateTable("relayedIssues").set(failed).execute();
  expect((await told()).join()).toContain(
    "1 issue was given up; the last is SHOP-1: It refuses. Put that right",
  );
  expect(await counted()).toContain('relayed_issues{state="failed"} 1');
});
