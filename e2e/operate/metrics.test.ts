import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { createRepository } from "../world/create-repository.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";

let world: World;
let clone: string;
let repository: string;

beforeAll(async () => {
  world = await startTestWorld({ LOG_LEVEL: "debug" });
  ({ clone } = await createRepository(world, "SHOP", "storefront"));
  const integration = await connectWithAccessToken(world);
  repository = await linkRepository(world, integration, "SHOP/storefront");
});

afterAll(() => world.close());

async function push(message: string): Promise<void> {
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", message);
  await git(clone, "push", "--quiet", "origin", "main");
}

/** The value of a metric, once it is there. */
function read(metric: string): Promise<number> {
  return eventually(metric, async () => {
    const text = await (await fetch(`${world.serviceUrl}/metrics`)).text();
    const line = text.split("\n").find((one) => one.startsWith(`sentry_bitbucket_${metric} `));
    return line === undefined ? undefined : Number(line.split(" ").at(-1));
  });
}

const commits = () =>
  world.service.list<{ message: string }>(`/organizations/acme/repos/${repository}/commits/`);

const recorded = (message: string) =>
  eventually(message, async () => (await commits()).some((commit) => commit.message === message));

test("a push is counted where it arrives, where it is processed, and where Bitbucket is asked", async () => {
  await push("counted");
  await recorded("counted");
  const stored = 'deliveries_total{event="repo:refs_changed",verdict="stored"}';
  expect(await read(stored)).toBeGreaterThanOrEqual(1);
  const done = 'job_attempts_total{kind="process-delivery",outcome="done"}';
  expect(await read(done)).toBeGreaterThanOrEqual(1);
  const calls = 'host_call_seconds_count{integration="1",status="2xx"}';
  expect(await read(calls)).toBeGreaterThan(3);
  expect(await read("intake_seconds_count")).toBeGreaterThanOrEqual(1);
});

test("a push whose webhook was lost is counted as found", async () => {
  await world.bitbucket.call("POST", "/sandbox/faults", { kind: "webhook-lost" });
  await push("lost");
  await world.sandbox.idle();
  await world.bitbucket.call("DELETE", "/sandbox/faults");
  await world.service.call("POST", `/organizations/acme/repos/${repository}/reconcile/`);
  await recorded("lost");
  await expect.poll(() => read('reconcile_findings_total{finding="missed_ref_change"}')).toBe(1);
});

test("the id of the request that brought a push is in the lines of its job and of what that asks", async () => {
  await push("followed");
  await recorded("followed");
  const lines = await eventually("the line of the job", async () => {
    const all = world
      .log()
      .split("\n")
      .flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Record<string, unknown>]));
    const ended = all.findLast((line) => line["msg"] === "job done" && line["refChanges"] === 1);
    return Promise.resolve(ended && { all, ended });
  });
  const { requestId, hostRequestId } = lines.ended;
  const followed = lines.all.filter((line) => line["requestId"] === requestId);
  expect(followed.map((line) => line["msg"])).toEqual(
    expect.arrayContaining(["delivery received", "request", "asked Bitbucket", "job done"]),
  );
  expect(followed.find((line) => line["msg"] === "delivery received")).toMatchObject({
    hostRequestId,
  });
});
