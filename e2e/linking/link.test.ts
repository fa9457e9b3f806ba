import { describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { createAccessToken } from "../world/connect.ts";
import { startTestBitbucket, startTestService } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { connect, type Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let world: World;
let linking: Linking;

useLinking((begun) => {
  ({ world, linking } = begun);
});

describe("linking", () => {
  test("makes a signed webhook that Bitbucket has tested", async () => {
    const linked = await linking.link();
    expect(linked.status).toBe(201);
    expect(linked.json).toEqual({
      id: linking.id,
      name: "SHOP/web",
      url: `${linking.bitbucket.url}/projects/SHOP/repos/web/browse`,
      provider: { id: "integrations:bitbucket_server", name: "Bitbucket Server" },
      status: "active",
      dateCreated: expect.stringMatching(/Z$/),
      integrationId: linking.installation,
      externalSlug: "SHOP/web",
      externalId: "1",
      hook: { state: "alive", detail: null, lastSeen: expect.stringMatching(/Z$/) },
    });
    const path = `/extensions/bitbucket-server/organizations/1/webhook/${linking.installation}/`;
    expect(await linking.hooks()).toMatchObject([
      {
        name: "sentry-bitbucket-server",
        url: `${world.serviceUrl}${path}?repository=${linking.id}`,
        events: ["repo:refs_changed", "repo:modified", "pr:merged"],
        active: true,
      },
    ]);
  });

  test("of a project's and a person's repository works by slug, not by name", async () => {
    await addRepository(linking.bitbucket, "SHOP", "My Repo");
    await linking.bitbucket.call("POST", "/rest/api/1.0/projects/~admin/repos", { name: "Own" });
    expect((await linking.link("SHOP/my-repo")).json).toMatchObject({ name: "SHOP/my-repo" });
    const own = await linking.link("~admin/own");
    expect(own.json).toMatchObject({ externalSlug: expect.stringMatching(/^~admin\/own$/i) });
  });

  test("again is told as Sentry tells it, and adds no second webhook", async () => {
    await linking.link();
    const again = await linking.link();
    expect(again.status).toBe(400);
    const message = "A repository with that configuration already exists: SHOP/web is linked.";
    expect(again.json).toEqual({ detail: { code: "repo_exists", message, extra: {} } });
    expect(await linking.hooks()).toHaveLength(1);
  });

  test("twice at once makes one repository and one webhook", async () => {
    const statuses = (await Promise.all([linking.link(), linking.link()])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 400]);
    expect(await linking.hooks()).toHaveLength(1);
  });

  test("takes over the webhook of a link that was lost", async () => {
    await linking.link();
    await linking.change("delete from repositories");
    const [old] = await linking.hooks();
    const linked = await linking.link();
    expect(linked.json).toMatchObject({ hook: { state: "alive" } });
    expect(await linking.hooks()).toMatchObject([
      { id: old?.id, url: expect.stringContaining(`?repository=${linking.id}`) },
    ]);
  });

  test("of two instances that number and name alike keeps them apart", async () => {
    const { bitbucket } = await startTestBitbucket();
    await addRepository(bitbucket, "SHOP", "web");
    const other = await connect(world, bitbucket);
    const [one, two] = [await linking.link(), await other.link()];
    expect([one.json, two.json]).toMatchObject([{ externalId: "1" }, { externalId: "1" }]);
    expect(one.json["url"]).not.toBe(two.json["url"]);
    expect(await other.hooks()).toHaveLength(1);
  });

  test("through a second integration of the same Bitbucket is refused, and names the first", async () => {
    const second = await linking.connect(
      await createAccessToken(linking.bitbucket, "projects/SHOP/repos/web"),
    );
    expect(second).not.toBe(linking.installation);
    await linking.link();
    const host = linking.bitbucket.url.replace("http://", "");
    const again = await linking.link("SHOP/web", second);
    expect(again).toMatchObject({
      status: 400,
      json: {
        detail: `SHOP/web is linked already through ${host} (admin, access token). Unlink it there first.`,
      },
    });
    expect(await linking.hooks()).toHaveLength(1);
    const choices = async () => {
      const { json } = await linking.acme.send("GET", `/integrations/${second}/repos/?search=web`);
      return json["repos"];
    };
    const linkedThrough = `${host} (admin, access token)`;
    expect(await choices()).toMatchObject([{ identifier: "SHOP/web", linkedThrough }]);
    await linking.unlink();
    expect(await choices()).toMatchObject([{ identifier: "SHOP/web", linkedThrough: null }]);
    expect((await linking.link("SHOP/web", second)).status).toBe(201);
  });

  test("at once through two integrations makes one webhook", async () => {
    const token = await createAccessToken(linking.bitbucket, "projects/SHOP/repos/web");
    const second = await linking.connect(token);
    const answers = await Promise.all([linking.link(), linking.link("SHOP/web", second)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400]);
    expect(await linking.hooks()).toHaveLength(1);
  });

  test("with an address that Bitbucket cannot call succeeds, and says so in words", async () => {
    const publicUrl = "http://127.0.0.1:1";
    const service = await startTestService({ PUBLIC_URL: publicUrl });
    const lost = await connect(service, linking.bitbucket);
    const { hook } = (await lost.link()).json;
    expect(hook).toMatchObject({
      state: "unreachable",
      detail: expect.stringContaining(`cannot reach this service at ${publicUrl}, so no push`),
    });
    expect((await lost.repository()).json["hook"]).toEqual(hook);
  });

  test("is reachable after a test, and alive once something signed has come", async () => {
    await linking.bitbucket.call("PUT", "/sandbox/settings", { signPings: false });
    expect((await linking.link()).json).toMatchObject({
      hook: { state: "reachable", detail: null },
    });
    await linking.bitbucket.call("PUT", "/sandbox/settings", { signPings: true });
    const tested = await linking.checkHook();
    expect(tested.json).toMatchObject({ hook: { state: "alive", detail: null } });
  });

  test("succeeds though the test cannot be asked for, and says so", async () => {
    await linking.fault({ kind: "status", status: 503, pathPattern: "/webhooks/test" });
    const linked = await linking.link();
    expect(linked.status).toBe(201);
    expect(linked.json).toMatchObject({
      hook: { state: "pending", detail: expect.stringContaining("could not be tested") },
    });
    expect((await linking.repository()).json).toMatchObject({
      hook: linked.json["hook"],
    });
  });
});

const listNames = async (userAgent: string) => {
  const headers = { "user-agent": userAgent };
  const { text } = await linking.acme.send("GET", "/repos/?cursor=", undefined, headers);
  return (JSON.parse(text) as { name: string; url: string }[]).map(({ name, url }) => [name, url]);
};

test("sentry-cli sees a repository by both its addresses, everyone else once", async () => {
  await linking.link();
  const page = `${linking.bitbucket.url}/projects/SHOP/repos/web/browse`;
  expect(await listNames("sentry-cli/3.8.0")).toEqual([
    ["SHOP/web", page],
    ["shop/web", `${linking.bitbucket.url}/scm/shop/web.git`],
  ]);
  expect(await listNames("curl/8")).toEqual([["SHOP/web", page]]);
});

test("of another organization nothing can be seen or done", async () => {
  await linking.link();
  await linking.change(`insert into organizations (id, slug, name, resolve_on, created_at)
    values (2, 'other', 'Other', 'default-branch', 1)`);
  await linking.change(
    `insert into members (organization_id, user_id, role) values (2, 1, 'owner')`,
  );
  const other = world.service.below("/organizations/other");
  for (const path of [`/repos/${linking.id}/`, `/integrations/${linking.installation}/`]) {
    expect((await other.send("GET", path)).status).toBe(404);
    expect((await other.send("DELETE", path)).status).toBe(404);
  }
  expect(await linking.hooks()).toHaveLength(1);
});
