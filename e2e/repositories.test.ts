import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  type Bitbucket,
  type IntegrationWorld,
  installWithToken,
  startBitbucket,
  startIntegrationWorld,
} from "./world/integration-world.ts";
import { eventually } from "./world/eventually.ts";

let world: IntegrationWorld;
let bitbucket: Bitbucket;
let installation: string;
/** Number of the repository that was linked last. */
let id: string;

beforeAll(async () => {
  world = await startIntegrationWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.uninstallAll();
  bitbucket = await startBitbucket();
  await bitbucket.addRepository("SHOP", "web");
  installation = await installWithToken(world, bitbucket);
});

const link = async (identifier = "SHOP/web", of = installation, at = world) => {
  const provider = "integrations:bitbucket_server";
  const answer = await at.call("POST", "repos/", { provider, installation: of, identifier });
  if (typeof answer.json["id"] === "string") id = answer.json["id"];
  return answer;
};
const fault = (settings: object) => bitbucket.call("POST", "/sandbox/faults", settings);
const listNames = async (userAgent: string) => {
  const { text } = await world.call("GET", "repos/?cursor=", undefined, {
    "user-agent": userAgent,
  });
  return (JSON.parse(text) as { name: string; url: string }[]).map(({ name, url }) => [name, url]);
};

describe("linking", () => {
  test("makes a signed webhook that Bitbucket has tested", async () => {
    const linked = await link();
    expect(linked.status).toBe(201);
    expect(linked.json).toEqual({
      id,
      name: "SHOP/web",
      url: `${bitbucket.url}/projects/SHOP/repos/web/browse`,
      provider: { id: "integrations:bitbucket_server", name: "Bitbucket Server" },
      status: "active",
      dateCreated: expect.stringMatching(/Z$/),
      integrationId: installation,
      externalSlug: "SHOP/web",
      externalId: "1",
      hook: { state: "alive", detail: null, lastSeen: expect.stringMatching(/Z$/) },
    });
    const path = `/extensions/bitbucket-server/organizations/1/webhook/${installation}/`;
    expect(await bitbucket.hooks("SHOP", "web")).toMatchObject([
      {
        name: "sentry-bitbucket-server",
        url: `${world.publicUrl}${path}?repository=${id}`,
        events: ["repo:refs_changed", "repo:modified", "pr:merged"],
        active: true,
      },
    ]);
  });

  test("of a project's and a person's repository works by slug, not by name", async () => {
    await bitbucket.addRepository("SHOP", "My Repo");
    await bitbucket.call("POST", "/rest/api/1.0/projects/~admin/repos", { name: "Own" });
    expect((await link("SHOP/my-repo")).json).toMatchObject({ name: "SHOP/my-repo" });
    const own = await link("~admin/own");
    expect(own.json).toMatchObject({ externalSlug: expect.stringMatching(/^~admin\/own$/i) });
  });

  test("again is told as Sentry tells it, and adds no second webhook", async () => {
    await link();
    const again = await link();
    expect(again.status).toBe(400);
    const message = "A repository with that configuration already exists: SHOP/web is linked.";
    expect(again.json).toEqual({ detail: { code: "repo_exists", message, extra: {} } });
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("twice at once makes one repository and one webhook", async () => {
    const statuses = (await Promise.all([link(), link()])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 400]);
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("takes over the webhook of a link that was lost", async () => {
    await link();
    await world.change("delete from repositories");
    const [old] = await bitbucket.hooks("SHOP", "web");
    const linked = await link();
    expect(linked.json).toMatchObject({ hook: { state: "alive" } });
    expect(await bitbucket.hooks("SHOP", "web")).toMatchObject([
      { id: old?.id, url: expect.stringContaining(`?repository=${id}`) },
    ]);
  });

  test("of two instances that number and name alike keeps them apart", async () => {
    const other = await startBitbucket();
    await other.addRepository("SHOP", "web");
    const second = await installWithToken(world, other);
    const [one, two] = [await link(), await link("SHOP/web", second)];
    expect([one.json, two.json]).toMatchObject([{ externalId: "1" }, { externalId: "1" }]);
    expect(one.json["url"]).not.toBe(two.json["url"]);
    expect(await other.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("through a second integration of the same Bitbucket is refused, and names the first", async () => {
    const second = await installWithToken(
      world,
      bitbucket,
      await bitbucket.createToken("projects/SHOP/repos/web"),
    );
    expect(second).not.toBe(installation);
    await link();
    const host = bitbucket.url.replace("http://", "");
    const again = await link("SHOP/web", second);
    expect(again).toMatchObject({
      status: 400,
      json: {
        detail: `SHOP/web is linked already through ${host} (admin). Unlink it there first.`,
      },
    });
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
    await world.call("DELETE", `repos/${id}/`);
    expect((await link("SHOP/web", second)).status).toBe(201);
  });

  test("at once through two integrations makes one webhook", async () => {
    const token = await bitbucket.createToken("projects/SHOP/repos/web");
    const second = await installWithToken(world, bitbucket, token);
    const answers = await Promise.all([link(), link("SHOP/web", second)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400]);
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("with an address that Bitbucket cannot call succeeds, and says so in words", async () => {
    const publicUrl = "http://127.0.0.1:1";
    const lost = await startIntegrationWorld({ publicUrl });
    onTestFinished(() => lost.close());
    const { hook } = (await link("SHOP/web", await installWithToken(lost, bitbucket), lost)).json;
    expect(hook).toMatchObject({
      state: "unreachable",
      detail: expect.stringContaining(`cannot reach this service at ${publicUrl}, so no push`),
    });
    expect((await lost.call("GET", `repos/${id}/`)).json["hook"]).toEqual(hook);
  });

  test("is reachable after a test, and alive once something signed has come", async () => {
    await bitbucket.call("PUT", "/sandbox/settings", { signPings: false });
    expect((await link()).json).toMatchObject({ hook: { state: "reachable", detail: null } });
    await bitbucket.call("PUT", "/sandbox/settings", { signPings: true });
    const tested = await world.call("POST", `repos/${id}/test-hook/`);
    expect(tested.json).toMatchObject({ hook: { state: "alive", detail: null } });
  });

  test("succeeds though the test cannot be asked for, and says so", async () => {
    await fault({ kind: "status", status: 503, pathPattern: "/webhooks/test" });
    const linked = await link();
    expect(linked.status).toBe(201);
    expect(linked.json).toMatchObject({
      hook: { state: "pending", detail: expect.stringContaining("could not be tested") },
    });
    expect((await world.call("GET", `repos/${id}/`)).json).toMatchObject({
      hook: linked.json["hook"],
    });
  });
});

describe("checking the webhook", () => {
  const hooksPath = "/rest/api/1.0/projects/SHOP/repos/web/webhooks";
  const check = async () => (await world.call("POST", `repos/${id}/test-hook/`)).json["hook"];
  const [state, repaired] = ["alive", "The webhook was repaired: it "];
  /** Changes it in Bitbucket, by hand. */
  const change = async (changes: object) => {
    const [hook] = await bitbucket.hooks("SHOP", "web");
    await bitbucket.call("PUT", `${hooksPath}/${hook?.id}`, { ...hook, ...changes });
  };
  /** Its secret is the one that we know: what it sends is believed. */
  const expectToWork = async () => {
    expect(await bitbucket.hooks("SHOP", "web")).toMatchObject([
      {
        url: expect.stringContaining(`${world.publicUrl}/extensions/`),
        active: true,
        events: ["repo:refs_changed", "repo:modified", "pr:merged"],
      },
    ]);
    await world.change("update repositories set hook_state = 'pending', hook_detail = null");
    expect(await check()).toMatchObject({ state: "alive", detail: null });
  };

  test("makes one that was deleted in Bitbucket again", async () => {
    await link();
    const [hook] = await bitbucket.hooks("SHOP", "web");
    await bitbucket.call("DELETE", `${hooksPath}/${hook?.id}`);
    expect(await check()).toMatchObject({ state, detail: `${repaired}was missing.` });
    await expectToWork();
    expect(world.log()).toContain("webhook repaired");
  });

  test.each([
    [{ active: false }, "was switched off."],
    [{ url: "http://127.0.0.1:1/old" }, "called http://127.0.0.1:1."],
    [{ events: ["repo:refs_changed"] }, "did not send repo:modified, pr:merged."],
    [
      { url: "http://u:p@127.0.0.1:1/old", active: false },
      "was switched off, and called http://127.0.0.1:1.",
    ],
  ])("puts one right that somebody has changed to %j", async (changes, problem) => {
    await link();
    await change(changes);
    expect(await check()).toMatchObject({ state, detail: repaired + problem });
    await expectToWork();
  });

  test("that cannot be repaired says so, instead of alive, and what to do", async () => {
    await link();
    await change({ active: false });
    await fault({ kind: "status", status: 409, method: "PUT", pathPattern: "/webhooks/" });
    expect(await check()).toMatchObject({
      state: "missing",
      detail: expect.stringMatching(
        /^The webhook is not as it has to be: it was switched off\. It could not be repaired: .*fault that was asked.*\. Put that right, and check the webhook again\.$/,
      ),
    });
    await bitbucket.call("DELETE", "/sandbox/faults");
    await check();
    await expectToWork();
  });

  test("that cannot even be looked at is no longer called alive", async () => {
    await link();
    await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect(await check()).toMatchObject({
      state: "pending",
      detail: expect.stringMatching(/^The webhook could not be looked at: /),
    });
  });

  test("leaves everything as it is while Bitbucket does not answer", async () => {
    await link();
    const before = (await world.call("GET", `repos/${id}/`)).json["hook"];
    await fault({ kind: "status", status: 500, pathPattern: "/webhooks" });
    expect((await world.call("POST", `repos/${id}/test-hook/`)).status).toBe(400);
    expect((await world.call("GET", `repos/${id}/`)).json["hook"]).toEqual(before);
  });
});

describe("after PUBLIC_URL has been mended", () => {
  const moved = async () => {
    const lost = await startIntegrationWorld({ publicUrl: "http://127.0.0.1:1" });
    await link("SHOP/web", await installWithToken(lost, bitbucket), lost);
    return lost;
  };
  const hookOf = async (at: IntegrationWorld) =>
    (await at.call("GET", `repos/${id}/`)).json["hook"] as { state: string; detail: string };

  test("a start brings the webhooks up to date by itself", async () => {
    const mended = await (await moved()).restart();
    onTestFinished(() => mended.close());
    await eventually("alive", async () => (await hookOf(mended)).state === "alive");
    await eventually("told", async () => (await hookOf(mended)).detail !== null);
    expect(await hookOf(mended)).toMatchObject({
      detail: "The webhook was repaired: it called http://127.0.0.1:1.",
    });
    expect(await bitbucket.hooks("SHOP", "web")).toMatchObject([
      { url: expect.stringContaining(mended.publicUrl) },
    ]);
    expect(mended.query("select kind from jobs where kind = 'repair-hook'")).toHaveLength(1);
  });

  test("a start that cannot repair one says so, and the next does not ask twice", async () => {
    const lost = await moved();
    await fault({ kind: "status", status: 409, method: "PUT", pathPattern: "/webhooks/" });
    const publicUrl = "http://127.0.0.1:2";
    const told = await lost.restart({ publicUrl });
    await eventually("missing", async () => (await hookOf(told)).state === "missing");
    const mended = await told.restart({ publicUrl });
    onTestFinished(() => mended.close());
    expect(mended.query("select kind from jobs where kind = 'repair-hook'")).toHaveLength(1);
  });
});

describe("a link that fails leaves neither row nor webhook", () => {
  const nothingStays = async () => {
    expect((await world.call("GET", "repos/")).json).toEqual([]);
    await bitbucket.call("DELETE", "/sandbox/faults");
    expect(await bitbucket.hooks("SHOP", "web")).toEqual([]);
  };
  const hooks = "/webhooks(\\?|$)";

  test.each([
    ["Bitbucket refuses the webhook", { kind: "status", status: 409, method: "POST" }, 400],
    ["Bitbucket breaks at the webhook", { kind: "status", status: 500, method: "POST" }, 503],
    ["the connection breaks at the webhook", { kind: "reset", method: "POST" }, 503],
  ])("when %s", async (_, settings, status) => {
    await fault({ ...settings, pathPattern: hooks });
    const failed = await link();
    expect(failed.status).toBe(status);
    expect(failed.json).toMatchObject({
      error_type: status === 400 ? "validation" : "service unavailable",
      errors: { __all__: failed.json["detail"] },
    });
    await nothingStays();
  });

  /** The first commits of a repository are fetched by a job that is stored with the link. */
  const refuseJobs = async () => {
    await world.change(`create trigger refuse_jobs before insert on jobs begin
      select raise(abort, 'no room for the job'); end`);
    onTestFinished(() => world.change("drop trigger if exists refuse_jobs"));
  };

  test("when storing it fails, with the webhook made already", async () => {
    await refuseJobs();
    expect(await link()).toMatchObject({ status: 500, json: { detail: "Internal Error" } });
    await nothingStays();
  });

  test("when storing it fails, and Bitbucket too: the sentence says what may be left", async () => {
    await refuseJobs();
    await fault({ kind: "status", status: 500, method: "DELETE" });
    const failed = await link();
    expect(failed.json["detail"]).toMatch(
      /If SHOP\/web now has a webhook to http.*delete it there/,
    );
    expect((await world.call("GET", "repos/")).json).toEqual([]);
    await bitbucket.call("DELETE", "/sandbox/faults");
    await world.change("drop trigger refuse_jobs");
    expect((await link()).status).toBe(201);
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test.each([
    ["SHOP/none", 400, /Bitbucket has no repository SHOP\/none, or hides it/],
    ["SHOP", 400, /"SHOP" names no repository\. Write KEY\/slug/],
    ["SHOP/a/b", 400, /names no repository/],
  ])("when %s is asked for", async (identifier, status, sentence) => {
    const failed = await link(identifier);
    expect(failed.status).toBe(status);
    expect(failed.json["detail"]).toMatch(sentence);
    await nothingStays();
  });

  test("when the account may read but not administer", async () => {
    await bitbucket.addRepository("SHOP", "app");
    const weaker = await bitbucket.createToken("projects/SHOP/repos/app");
    const other = await installWithToken(world, bitbucket, weaker);
    expect((await link("SHOP/web", other)).json["detail"]).toMatch(/token or its user/);
    await nothingStays();
  });

  test("when there is no such integration", async () => {
    expect(await link("SHOP/web", "99")).toMatchObject({
      status: 404,
      json: { error_type: "not found" },
    });
    const provider = "integrations:bitbucket_server";
    const without = await world.call("POST", "repos/", { provider, identifier: "SHOP/web" });
    expect(without.json["detail"]).toBe("Bitbucket Server requires an integration id.");
  });
});

describe("choosing", () => {
  const choices = async (search?: string) => {
    const query = search === undefined ? "" : `?search=${encodeURIComponent(search)}`;
    const { json } = await world.call("GET", `integrations/${installation}/repos/${query}`);
    return (json["repos"] as { identifier: string }[]).map(({ identifier }) => identifier);
  };

  test("offers what is not linked yet, and finds by KEY/slug", async () => {
    await bitbucket.addRepository("SHOP", "app");
    await bitbucket.addRepository("BANK", "web");
    expect((await choices()).toSorted()).toEqual(["BANK/web", "SHOP/app", "SHOP/web"]);
    expect(await choices("shop/w")).toEqual(["SHOP/web"]);
    await link();
    expect(await choices("shop/w")).toEqual([]);
    expect((await choices()).toSorted()).toEqual(["BANK/web", "SHOP/app"]);
  });

  test("a list that Bitbucket refuses is told in its words", async () => {
    await fault({ kind: "status", status: 409, pathPattern: "/repos\\?" });
    const answer = await world.call("GET", `integrations/${installation}/repos/`);
    expect(answer.status).toBe(400);
    expect(answer.json["detail"]).toContain("A fault that was asked of the sandbox.");
  });
});

test("sentry-cli sees a repository by both its addresses, everyone else once", async () => {
  await link();
  const page = `${bitbucket.url}/projects/SHOP/repos/web/browse`;
  expect(await listNames("sentry-cli/3.8.0")).toEqual([
    ["SHOP/web", page],
    ["shop/web", `${bitbucket.url}/scm/shop/web.git`],
  ]);
  expect(await listNames("curl/8")).toEqual([["SHOP/web", page]]);
});

describe("access", () => {
  const access = async () => (await world.call("GET", `repos/${id}/access/`)).json;

  test("is asked of Bitbucket, with a reason when there is none", async () => {
    await link();
    expect(await access()).toEqual({ hasAccess: true, detail: null });
    await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect(await access()).toEqual({
      hasAccess: false,
      detail: expect.stringContaining("Bitbucket has no repository SHOP/web"),
    });
  });

  test("with revoked credentials is none, and a new identity counts at once", async () => {
    const token = await bitbucket.createToken("users/admin");
    await installWithToken(world, bitbucket, token);
    await link();
    await bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token.id}`);
    expect(await access()).toMatchObject({ hasAccess: false });
    expect(await integration()).toMatchObject({
      status: "disabled",
      statusReason: expect.stringContaining("Bitbucket does not accept the credentials"),
    });
    await installWithToken(world, bitbucket);
    expect(await integration()).toMatchObject({ status: "active", statusReason: null });
    expect(await access()).toEqual({ hasAccess: true, detail: null });
  });

  const integration = async () => (await world.call("GET", `integrations/${installation}/`)).json;

  test("that Bitbucket grants once more shows by itself", async () => {
    await link();
    await fault({ kind: "status", status: 401, pathPattern: "/repos/web" });
    await access();
    expect(await integration()).toMatchObject({ status: "disabled" });
    await bitbucket.call("DELETE", "/sandbox/faults");
    await access();
    expect(await integration()).toMatchObject({ status: "active", statusReason: null });
  });

  test("to one repository, refused, says nothing of the integration", async () => {
    const token = await bitbucket.createToken("projects/SHOP/repos/web");
    const other = await installWithToken(world, bitbucket, token);
    await bitbucket.addRepository("SHOP", "app");
    expect((await link("SHOP/app", other)).status).toBe(400);
    expect((await world.call("GET", `integrations/${other}/`)).json).toMatchObject({
      status: "active",
    });
  });

  test("given anew wakes the jobs that wait for it", async () => {
    const token = await bitbucket.createToken("users/admin");
    await installWithToken(world, bitbucket, token);
    await link();
    const firstSight = "select state, attempts, run_at from jobs where lane = 'repository:' || ";
    const job = () =>
      world.query<{ state: string; attempts: number; run_at: number }>(firstSight + id)[0];
    await eventually("the first sight", async () => job()?.state === "done");
    await bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token.id}`);
    const later = Date.now() + 3_600_000;
    await world.change("update jobs set state = 'waiting', run_at = ?", later);
    await world.change(
      "update lanes set next_run_at = ? where name = ?",
      later,
      `repository:${id}`,
    );
    await installWithToken(world, bitbucket);
    await eventually("the job", async () => job()?.state === "done");
    expect(job()?.run_at).toBeLessThan(later);
  });
});

describe("unlinking", () => {
  test("deletes the webhook and the repository", async () => {
    await link();
    const deleted = await world.call("DELETE", `repos/${id}/`);
    expect(deleted).toMatchObject({ status: 202, json: { status: "pending_deletion" } });
    expect(await bitbucket.hooks("SHOP", "web")).toEqual([]);
    expect((await world.call("GET", `repos/${id}/`)).status).toBe(404);
  });

  test("changes nothing while Bitbucket does not answer", async () => {
    await link();
    await fault({ kind: "reset", method: "DELETE" });
    const failed = await world.call("DELETE", `repos/${id}/`);
    expect(failed.status).toBe(400);
    expect(failed.json["detail"]).toContain("/webhooks/");
    expect((await world.call("GET", `repos/${id}/`)).status).toBe(200);
    await bitbucket.call("DELETE", "/sandbox/faults");
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("finds the webhook of a link that was cut off before its number was stored", async () => {
    await link();
    await world.change("update repositories set hook_id = null");
    expect((await world.call("DELETE", `repos/${id}/`)).status).toBe(202);
    expect(await bitbucket.hooks("SHOP", "web")).toEqual([]);
  });

  test("of a repository that Bitbucket has deleted succeeds", async () => {
    await link();
    await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect((await world.call("DELETE", `repos/${id}/`)).status).toBe(202);
  });
});

describe("uninstalling", () => {
  test("deletes all webhooks, repositories and the identity", async () => {
    await bitbucket.addRepository("SHOP", "app");
    await link();
    await link("SHOP/app");
    expect((await world.call("DELETE", `integrations/${installation}/`)).status).toBe(204);
    expect([
      ...(await bitbucket.hooks("SHOP", "web")),
      ...(await bitbucket.hooks("SHOP", "app")),
    ]).toEqual([]);
    expect((await world.call("GET", "repos/")).json).toEqual([]);
    expect(world.query("select * from identities")).toEqual([]);
  });

  test("without Bitbucket names the webhooks that stay", async () => {
    await bitbucket.addRepository("SHOP", "app");
    await link();
    await link("SHOP/app");
    await bitbucket.sandbox.close();
    const answer = await world.call("DELETE", `integrations/${installation}/`);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      detail: expect.stringContaining("2 of its webhooks could not be deleted"),
      remainingHooks: [{ repository: "SHOP/app" }, { repository: "SHOP/web" }],
    });
    expect((await world.call("GET", "integrations/")).json).toEqual([]);
  });
});

test("the log says in a line what was installed, linked, refused, unlinked and removed", async () => {
  const begin = world.log().length;
  await installWithToken(world, bitbucket);
  await link();
  await link();
  await link("SHOP/none");
  await world.call("DELETE", `repos/${id}/`);
  await world.call("DELETE", `integrations/${installation}/`);
  const lines = world.log().slice(begin).trim().split("\n");
  const told = lines.map((line) => JSON.parse(line) as { msg: string; code?: string });
  const ours = /^(integration|repository|link|install) /;
  expect(told.filter(({ msg }) => ours.test(msg)).map(({ msg }) => msg)).toEqual([
    "integration updated",
    "repository linked",
    "link refused",
    "link refused",
    "repository unlinked",
    "integration removed",
  ]);
  expect(told.filter(({ msg }) => msg === "link refused")).toMatchObject([
    { level: 40, code: "exists" },
    { level: 40, code: "refused", reason: expect.stringContaining("SHOP/none"), name: "SHOP/none" },
  ]);
});

test("of another organization nothing can be seen or done", async () => {
  await link();
  await world.change(`insert into organizations (id, slug, name, resolve_on, created_at)
    values (2, 'other', 'Other', 'default-branch', 1)`);
  await world.change(`insert into members (organization_id, user_id, role) values (2, 1, 'owner')`);
  for (const path of [`repos/${id}/`, `integrations/${installation}/`]) {
    expect((await world.call("GET", `../other/${path}`)).status).toBe(404);
    expect((await world.call("DELETE", `../other/${path}`)).status).toBe(404);
  }
  expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
});
