import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { enqueue } from "../../../test/enqueue.ts";
import { addOrganization, secretBox } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import { startRelaying } from "../../../test/relaying.ts";
import { wakeLanes } from "../../jobs/job-store.ts";
import { Worker } from "../../jobs/worker.ts";
import {
  CONNECT_UPSTREAM,
  connectFromEnvironment,
  enqueueConnect,
} from "./connect-from-environment.ts";
import { enqueueUpstreamProbes, PROBE_UPSTREAM, probeUpstream } from "../watch/probe-upstream.ts";
import { storeUpstreamPause } from "../watch/upstream-pause-store.ts";
import { findUpstream } from "../upstream-store.ts";
import { Upstreams } from "../upstreams.ts";

test("a start tries at once what an earlier one could not connect", async () => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  const { slug: organization } = await db
    .selectFrom("organizations")
    .select("slug")
    .executeTakeFirstOrThrow();
  const upstream = { url: "https://sentry.example.com", slug: "acme", token: "t" };
  const start = () => enqueueConnect(db, { enqueue, wakeLanes }, { organization, upstream });
  await start();
  const later = Date.now() + 600_000;
  await db.updateTable("jobs").set({ attempts: 9, runAt: later }).execute();
  await db.updateTable("lanes").set({ nextRunAt: later }).execute();
  await start();
  const due = await db.selectFrom("jobs").select("runAt").orderBy("id").executeTakeFirstOrThrow();
  expect(due.runAt).toBeLessThanOrEqual(Date.now());
  const lane = await db.selectFrom("lanes").select("nextRunAt").executeTakeFirstOrThrow();
  expect(lane.nextRunAt).toBeLessThanOrEqual(Date.now());
});

test("a token that is refused ends the try, and keeps no probe of what a person connected waiting", async () => {
  const relaying = await startRelaying();
  onTestFinished(() => relaying.close());
  const { db, organizationId } = relaying.ours;
  const upstreams = new Upstreams({ db, secretBox, wakeLanes, outbound: {} });
  onTestFinished(() => upstreams.close());
  const given = {
    organization: "acme",
    upstream: { url: relaying.theirs.url, slug: "acme", token: "revoked" },
  };
  const deps = { db, secretBox, enqueue, wakeLanes, outbound: {}, upstreams, config: given };
  const outage = { code: "upstream_network", reason: "It was away.", at: Date.now() };
  await storeUpstreamPause(db, organizationId, outage);
  await enqueueConnect(db, { enqueue, wakeLanes }, given);
  await enqueueUpstreamProbes(db, enqueue);
  const handlers = {
    [CONNECT_UPSTREAM]: connectFromEnvironment(deps),
    [PROBE_UPSTREAM]: probeUpstream({ upstreams }),
  };
  const worker = new Worker(db, { handlers, logger: pino({ level: "silent" }) });
  worker.start();
  const jobs = () =>
    db.selectFrom("jobs").select(["state", "lastError"]).where("kind", "in", Object.keys(handlers));
  await expect.poll(() => jobs().where("state", "=", "waiting").execute()).toEqual([]);
  await worker.stop();
  expect((await findUpstream(db, organizationId))?.pause).toBeUndefined();
  expect(await jobs().where("state", "=", "set_aside").execute()).toMatchObject([
    { lastError: expect.stringMatching(/SENTRY_AUTH_TOKEN/) },
  ]);
});
