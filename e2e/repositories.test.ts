import { beforeEach, describe, expect, test } from "vitest";
import { findIdentity, saveIdentity } from "../packages/server/src/integrations/identity-store.ts";
import {
  type Bitbucket,
  type IntegrationWorld,
  installWithToken,
  startBitbucket,
  startIntegrationWorld,
} from "./integration-world.ts";

let world: IntegrationWorld;
let bitbucket: Bitbucket;
let installation: string;

beforeEach(async () => {
  world = await startIntegrationWorld();
  bitbucket = await startBitbucket();
  await bitbucket.addRepository("SHOP", "web");
  installation = await installWithToken(world, bitbucket);
});

const link = (identifier = "SHOP/web", of = installation) =>
  world.call("POST", "repos/", {
    provider: "integrations:bitbucket_server",
    installation: of,
    identifier,
  });
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
      id: "1",
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
        url: `${world.publicUrl}${path}?repository=1`,
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
    const message = "A repository with that configuration already exists";
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
    await world.db.deleteFrom("repositories").execute();
    const [old] = await bitbucket.hooks("SHOP", "web");
    const linked = await link();
    expect(linked.json).toMatchObject({ hook: { state: "alive" } });
    expect(await bitbucket.hooks("SHOP", "web")).toMatchObject([
      { id: old?.id, url: expect.stringContaining(`?repository=${String(linked.json["id"])}`) },
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

  test("with an address that Bitbucket cannot call succeeds, and says so in words", async () => {
    const publicUrl = "http://127.0.0.1:1";
    world = await startIntegrationWorld({ publicUrl });
    installation = await installWithToken(world, bitbucket);
    const { hook } = (await link()).json;
    expect(hook).toMatchObject({
      state: "unreachable",
      detail: expect.stringContaining(`cannot reach this service at ${publicUrl}, so no push`),
    });
    expect((await world.call("GET", "repos/1/")).json["hook"]).toEqual(hook);
  });

  test("is reachable after a test, and alive once something signed has come", async () => {
    await bitbucket.call("PUT", "/sandbox/settings", { signPings: false });
    expect((await link()).json).toMatchObject({ hook: { state: "reachable", detail: null } });
    await bitbucket.call("PUT", "/sandbox/settings", { signPings: true });
    const tested = await world.call("POST", "repos/1/test-hook/");
    expect(tested.json).toMatchObject({ hook: { state: "alive", detail: null } });
  });

  test("succeeds though the test cannot be asked for, and says so", async () => {
    await fault({ kind: "status", status: 503, pathPattern: "/webhooks/test" });
    const linked = await link();
    expect(linked.status).toBe(201);
    expect(linked.json).toMatchObject({
      hook: { state: "pending", detail: expect.stringContaining("could not be tested") },
    });
    expect((await world.call("GET", "repos/1/")).json).toMatchObject({ hook: linked.json["hook"] });
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

  test("when storing it fails, with the webhook made already", async () => {
    world.onLinked = () => Promise.reject(new Error("no room for the backfill"));
    expect(await link()).toMatchObject({ status: 500, json: { detail: "Internal Error" } });
    await nothingStays();
  });

  test("when storing it fails, and Bitbucket too: the sentence says what may be left", async () => {
    world.onLinked = async () => {
      await fault({ kind: "status", status: 500, pathPattern: hooks });
      throw new Error("no room for the backfill");
    };
    const failed = await link();
    expect(failed.json["detail"]).toMatch(
      /If SHOP\/web now has a webhook to http.*delete it there/,
    );
    expect((await world.call("GET", "repos/")).json).toEqual([]);
    await bitbucket.call("DELETE", "/sandbox/faults");
    world.onLinked = () => Promise.resolve();
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
    const accessToken = await bitbucket.createToken("users/admin", "REPO_READ");
    await saveIdentity(world.db, world.secretBox, {
      integrationId: Number(installation),
      identity: { type: "accessToken", token: accessToken },
    });
    expect((await link()).json["detail"]).toMatch(/may read SHOP\/web but not administer it/);
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
  const access = async () => (await world.call("GET", "repos/1/access/")).json;

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
    await link();
    const integrationId = Number(installation);
    const good = await findIdentity(world.db, world.secretBox, integrationId);
    const revoked = { type: "accessToken" as const, token: "revoked" };
    await saveIdentity(world.db, world.secretBox, { integrationId, identity: revoked });
    expect(await access()).toMatchObject({ hasAccess: false });
    await saveIdentity(world.db, world.secretBox, { integrationId, identity: good ?? revoked });
    expect(await access()).toEqual({ hasAccess: true, detail: null });
  });
});

describe("unlinking", () => {
  test("deletes the webhook and the repository", async () => {
    await link();
    const deleted = await world.call("DELETE", "repos/1/");
    expect(deleted).toMatchObject({ status: 202, json: { status: "pending_deletion" } });
    expect(await bitbucket.hooks("SHOP", "web")).toEqual([]);
    expect((await world.call("GET", "repos/1/")).status).toBe(404);
  });

  test("changes nothing while Bitbucket does not answer", async () => {
    await link();
    await fault({ kind: "reset", method: "DELETE" });
    const failed = await world.call("DELETE", "repos/1/");
    expect(failed.status).toBe(400);
    expect(failed.json["detail"]).toContain("/webhooks/");
    expect((await world.call("GET", "repos/1/")).status).toBe(200);
    await bitbucket.call("DELETE", "/sandbox/faults");
    expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
  });

  test("of a repository that Bitbucket has deleted succeeds", async () => {
    await link();
    await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    expect((await world.call("DELETE", "repos/1/")).status).toBe(202);
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
    expect(await world.db.selectFrom("identities").selectAll().execute()).toEqual([]);
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

test("of another organization nothing can be seen or done", async () => {
  await link();
  const { id: organizationId } = await world.db
    .insertInto("organizations")
    .values({ slug: "other", name: "Other", resolveOn: "default-branch", createdAt: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const member = { organizationId, userId: 1, role: "owner" as const };
  await world.db.insertInto("members").values(member).execute();
  for (const path of ["repos/1/", `integrations/${installation}/`]) {
    expect((await world.call("GET", `../other/${path}`)).status).toBe(404);
    expect((await world.call("DELETE", `../other/${path}`)).status).toBe(404);
  }
  expect(await bitbucket.hooks("SHOP", "web")).toHaveLength(1);
});
