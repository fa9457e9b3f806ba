import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectWithAccessToken, linkRepository } from "./world/connect.ts";
import { type CreatedRepository, createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { changeDatabase, queryDatabase } from "./world/service-database.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let integrationId: string;
let dsn: string;
let repository: CreatedRepository;
/** Of the service's API. */
let path: string;
/** Of Bitbucket's API. */
let remote: string;
let repositories = 0;
let issues = 0;

beforeAll(async () => {
  world = await startTestWorld({ RECONCILE_INTERVAL: "1" });
  await createRepository(world, "SHOP", "first");
  integrationId = await connectWithAccessToken(world);
  dsn = await createProject(world, "web");
});

afterAll(() => world.close());

beforeEach(async () => {
  repository = await createRepository(world, "SHOP", `repo-${++repositories}`);
  const id = await linkRepository(world, integrationId, `SHOP/${repository.slug}`);
  path = `/organizations/acme/repos/${id}/`;
  remote = `/rest/api/1.0/projects/SHOP/repos/${repository.slug}`;
  await eventually("the first sight", async () => (await report()).lastDone !== null);
});

afterEach(async () => {
  await world.bitbucket.call("DELETE", "/sandbox/faults");
  // What goes on in one test is not to be counted in another.
  await world.service.call("DELETE", path);
});

interface Report {
  lastDone: string | null;
  lastThorough: string | null;
  lastMissed: number;
  defaultBranch: string | null;
}

const report = () => world.service.call<Report>("GET", `${path}reconcile/`);

/** Compares the webhook and all refs, too. */
async function reconcile(): Promise<void> {
  await world.service.call("POST", `${path}reconcile/`);
  await eventually("the comparison", async () => (await report()).lastThorough !== null);
}

const fault = (settings: object) =>
  world.bitbucket.call<{ id: number }>("POST", "/sandbox/faults", settings);

const loseWebhooks = () => fault({ kind: "webhook-lost", event: "repo:refs_changed" });

const inClone = (...args: string[]) => git(repository.clone, ...args);

async function commit(message: string): Promise<string> {
  await inClone("commit", "--quiet", "--allow-empty", "-m", message);
  return inClone("rev-parse", "HEAD");
}

async function push(...args: string[]): Promise<void> {
  await inClone("push", "--quiet", "origin", ...args);
  await world.sandbox.idle();
}

const recordedShas = async () => {
  const commits = await world.service.call<{ id: string }[]>("GET", `${path}commits/`);
  return commits.map(({ id }) => id);
};

/** Waits for these commits. @returns all that are recorded */
const recorded = (...shas: string[]) =>
  eventually("the commits", async () => {
    const there = await recordedShas();
    return shas.every((sha) => there.includes(sha)) && there;
  });

async function crash(): Promise<string> {
  await reportCrash(dsn, { fingerprint: `issue ${++issues}` });
  return `WEB-${issues}`;
}

/** Waits until the issue is resolved. @returns it */
const resolved = (shortId: string) =>
  eventually(`${shortId} to be resolved`, async () => {
    const issue = await getIssue(world, shortId);
    return issue.status === "resolved" && issue;
  });

const number = () => Number(/(\d+)\/$/.exec(path)?.[1]);

interface Hook {
  id: number;
  url: string;
  name: string;
  events: string[];
  active: boolean;
}

const hooks = async () =>
  (await world.bitbucket.call<{ values: Hook[] }>("GET", `${remote}/webhooks`)).values;

describe("a push whose webhook was lost", () => {
  beforeEach(loseWebhooks);

  test("is brought: its commits are recorded, and resolve what they name", async () => {
    const shortId = await crash();
    const sha = await commit(`Fixes ${shortId}`);
    await push("main");
    expect(await recorded(sha)).toContain(sha);
    await resolved(shortId);
    await eventually("the count", async () => (await report()).lastMissed === 1);
  });

  test("and that was forced is brought, and so is what it replaced", async () => {
    await inClone("checkout", "--quiet", "-b", "feature");
    const first = await commit("first try");
    await push("feature");
    await inClone("reset", "--quiet", "--hard", "HEAD~1");
    const second = await commit("second try");
    await push("--force", "feature");
    expect(await recorded(first, second)).toEqual(expect.arrayContaining([first, second]));
  });

  test("of a branch that was merged and deleted since is brought, in its order", async () => {
    const shortId = await crash();
    await inClone("checkout", "--quiet", "-b", "feature");
    const fix = await commit(`Fixes ${shortId}`);
    await push("feature");
    await inClone("checkout", "--quiet", "main");
    await inClone("merge", "--quiet", "--no-ff", "-m", "Merge", "feature");
    await push("main", ":feature");
    const merge = await inClone("rev-parse", "HEAD");
    expect(await recorded(fix, merge)).toEqual(expect.arrayContaining([fix, merge]));
    const { statusDetails } = await resolved(shortId);
    expect(statusDetails.inCommit?.commit).toBe(fix);
  });

  test("of a tag brings the commits that only the tag has", async () => {
    await inClone("checkout", "--quiet", "--detach");
    const sha = await commit("only tagged");
    await inClone("tag", "-a", "v1", "-m", "Version 1");
    await push("v1");
    expect(await recorded(sha)).toContain(sha);
  });

  test("is brought from where the refs are, where Bitbucket keeps no log", async () => {
    await fault({ kind: "status", status: 404, pathPattern: "ref-change-activities" });
    const onMain = await commit("on main");
    await push("main");
    await inClone("checkout", "--quiet", "-b", "feature");
    const onBranch = await commit("on a branch");
    await push("feature");
    expect(await recorded(onMain, onBranch)).toEqual(expect.arrayContaining([onMain, onBranch]));
    await push(":feature");
    await eventually("the end of the branch", async () => (await recordedRefs()).length === 1);
    expect(await recordedRefs()).toMatchObject([{ ref: "refs/heads/main" }]);
  });
});

const recordedRefs = () =>
  queryDatabase(
    world,
    "select ref, sha from repository_refs where repository_id = ? order by ref",
    number(),
  );

test("a webhook that comes after reconcile has done its work changes nothing", async () => {
  const delayed = { kind: "webhook-delayed", ms: 3_000, event: "repo:refs_changed", count: 1 };
  await fault(delayed);
  const shortId = await crash();
  await commit(`Fixes ${shortId}`);
  await inClone("push", "--quiet", "origin", "main");
  await resolved(shortId);
  const newest = await commit("newest");
  await inClone("push", "--quiet", "origin", "main");
  expect(await recorded(newest)).toContain(newest);
  await world.sandbox.idle();
  await reconcile();
  expect(await recordedRefs()).toEqual([{ ref: "refs/heads/main", sha: newest }]);
  const { activity } = await getIssue(world, shortId);
  const types = activity.map(({ type }) => type).toSorted();
  expect(types).toEqual(["first_seen", "referenced_in_commit", "set_resolved_in_commit"]);
});

test("commits that reach the default branch because another one became it resolve", async () => {
  const shortId = await crash();
  await inClone("checkout", "--quiet", "-b", "develop");
  const sha = await commit(`Fixes ${shortId}`);
  await push("develop");
  expect(await recorded(sha)).toContain(sha);
  expect((await getIssue(world, shortId)).status).toBe("unresolved");
  await world.bitbucket.call("PUT", `${remote}/default-branch`, { id: "refs/heads/develop" });
  await resolved(shortId);
  await eventually("the name", async () => (await report()).defaultBranch === "refs/heads/develop");
});

test("a repository in which nothing happens costs two calls each time", async () => {
  await reconcile();
  await fault({ kind: "latency", ms: 1, pathPattern: `/repos/${repository.slug}` });
  const seen = new Set<string>();
  await eventually("four turns", async () => seen.add((await report()).lastDone ?? "").size > 4);
  const [counted] = await world.bitbucket.call<{ hits: number }[]>("GET", "/sandbox/faults");
  expect(counted?.hits).toBeGreaterThan(0);
  expect(counted?.hits).toBeLessThanOrEqual(2 * seen.size);
});

test("a repository that was renamed and replaced unheard of is found by its number", async () => {
  await fault({ kind: "webhook-lost" });
  const name = `${repository.slug}-renamed`;
  await world.bitbucket.call("PUT", remote, { name });
  await world.bitbucket.call("POST", "/rest/api/1.0/projects/SHOP/repos", {
    name: repository.slug,
  });
  const address = await inClone("remote", "get-url", "origin");
  await inClone("remote", "set-url", "origin", address.replace(repository.slug, name));
  const sha = await commit("after the rename");
  await push("main");
  await reconcile();
  expect(await recorded(sha)).toContain(sha);
  expect(await world.service.call("GET", path)).toMatchObject({ name: `SHOP/${name}` });
});

describe("the webhook", () => {
  const detail = async () =>
    (await world.service.call<{ hook: { detail: string | null } }>("GET", path)).hook.detail;

  test("that somebody deleted is made again, and said so", async () => {
    for (const { id } of await hooks()) {
      await world.bitbucket.call("DELETE", `${remote}/webhooks/${id}`);
    }
    await reconcile();
    expect(await hooks()).toHaveLength(1);
    expect(await detail()).toBe("The webhook was repaired: it was missing.");
    const sha = await commit("heard of");
    await push("main");
    expect(await recorded(sha)).toContain(sha);
  });

  test("that lost our secret is given it again, and the refused push is brought", async () => {
    const [hook] = await hooks();
    const { name, url, events } = hook ?? {};
    await world.bitbucket.call("PUT", `${remote}/webhooks/${hook?.id}`, { name, url, events });
    await changeDatabase(
      world,
      "update reconciles set thorough_at = 1, next_at = ? where repository_id = ?",
      Date.now() + 600_000,
      number(),
    );
    const sha = await commit("unsigned");
    await push("main");
    expect(await recorded(sha)).toContain(sha);
    await eventually("the repair", async () => {
      return (await detail()) === "The webhook was repaired: it was not signed with our secret.";
    });
  });

  test("of a link that was cut off is made, and the link finished", async () => {
    for (const { id } of await hooks()) {
      await world.bitbucket.call("DELETE", `${remote}/webhooks/${id}`);
    }
    const linkAgain = "update repositories set hook_id = null, hook_state = 'pending' where id = ?";
    await changeDatabase(world, linkAgain, number());
    const beginAgain = "update reconciles set finished_at = null where repository_id = ?";
    await changeDatabase(world, beginAgain, number());
    await eventually("the webhook", async () => (await hooks()).length === 1);
    await eventually("the first sight", async () => (await report()).lastDone !== null);
    expect(await recordedRefs()).toMatchObject([{ ref: "refs/heads/main" }]);
  });

  test("gets another secret while pushes come, and none is lost", async () => {
    const shas: string[] = [];
    const rotate = async () => world.service.call("POST", `${path}rotate-secret/`);
    for (let n = 0; n < 4; n++) {
      shas.push(await commit(`number ${n}`));
      await Promise.all([inClone("push", "--quiet", "origin", "main"), n % 2 ? rotate() : null]);
    }
    shas.push(await commit("the last"));
    await push("main");
    expect(await recorded(...shas)).toEqual(expect.arrayContaining(shas));
    const waiting = "select sealed_next_hook_secret as next from repositories where id = ?";
    await eventually("the end of the old secret", async () => {
      const [repository] = await queryDatabase(world, waiting, number());
      return repository?.["next"] === null;
    });
  });
});

describe("an integration that Bitbucket refuses", () => {
  const integration = () =>
    world.service.call<{ status: string; statusReason: string | null }>(
      "GET",
      `/organizations/acme/integrations/${integrationId}/`,
    );
  /** The job that was refused is back in its lane. */
  const paused = async () => {
    await eventually("the pause", async () => (await integration()).status === "disabled");
    await eventually("the end of the attempt", async () => {
      const jobs = "select id from jobs where lane = ? and state = 'waiting' and last_error <> ''";
      return (await queryDatabase(world, jobs, `repository:${number()}`)).length > 0;
    });
  };
  const refuse = () => fault({ kind: "status", status: 401, pathPattern: "/rest/api/" });

  test("pauses: its jobs wait without losing attempts, and go on after a new install", async () => {
    const shortId = await crash();
    const { id } = await refuse();
    await paused();
    const sha = await commit(`Fixes ${shortId}`);
    await push("main");
    const [first, ...others] = await queryDatabase(
      world,
      "select kind, attempts, run_at from jobs where lane = ? and state = 'waiting' order by id",
      `repository:${number()}`,
    );
    expect(first).toMatchObject({ kind: "reconcile-repository", attempts: 0 });
    expect(Number(first?.["run_at"])).toBeGreaterThan(Date.now() + 60_000);
    expect(others).toMatchObject([{ kind: "process-delivery", attempts: 0 }]);
    await world.bitbucket.call("DELETE", `/sandbox/faults/${id}`);
    await connectWithAccessToken(world);
    expect(await recorded(sha)).toContain(sha);
    await resolved(shortId);
    expect(await integration()).toMatchObject({ status: "active", statusReason: null });
  });

  test("goes on by itself when a probe finds it accepted", async () => {
    const { id } = await refuse();
    await paused();
    const sha = await commit("meanwhile");
    await push("main");
    await world.bitbucket.call("DELETE", `/sandbox/faults/${id}`);
    const probeNow = "update schedules set next_run_at = 0 where name = 'probe-integrations'";
    await changeDatabase(world, probeNow);
    expect(await recorded(sha)).toContain(sha);
    expect((await integration()).status).toBe("active");
  });
});
