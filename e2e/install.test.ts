import { createHash, generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  type Bitbucket,
  type IntegrationWorld,
  installWithToken,
  PIPELINE,
  startBitbucket,
  startIntegrationWorld,
} from "./world/integration-world.ts";

const keyPair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

let world: IntegrationWorld;
beforeAll(async () => {
  world = await startIntegrationWorld();
});
afterAll(() => world.close());
beforeEach(() => world.uninstallAll());

const initialize = () =>
  world.call("POST", PIPELINE, { action: "initialize", provider: "bitbucket_server" });
const input = (body: unknown) => world.call("POST", PIPELINE, body);
const config = (url: string) => ({
  url,
  consumerKey: "sentry",
  privateKey: keyPair.privateKey,
});

/** A Bitbucket where there is something to link. */
async function startFilledBitbucket(options?: { contextPath: string }): Promise<Bitbucket> {
  const bitbucket = await startBitbucket(options);
  await bitbucket.addRepository("SHOP", "web");
  return bitbucket;
}

async function addConsumer(bitbucket: Bitbucket, consumerKey = "sentry") {
  const { publicKey } = keyPair;
  await bitbucket.call("POST", "/sandbox/oauth/consumers", {
    consumerKey,
    name: "Sentry",
    publicKey,
  });
}

/** Takes the pipeline to its second step. @returns the request token */
async function requestToken(bitbucket: Bitbucket, more: object = {}): Promise<string> {
  await initialize();
  const { json } = await input({ ...config(bitbucket.url), ...more });
  const { oauthUrl } = json["data"] as { oauthUrl: string };
  return new URL(oauthUrl).searchParams.get("oauth_token") ?? "";
}

/** @returns where Bitbucket sends the browser, and the verifier */
const decide = (bitbucket: Bitbucket, token: string, decision: "approve" | "deny") =>
  bitbucket.call<{ location: string; verifier: string }>("POST", `/sandbox/oauth/${decision}`, {
    token,
    username: "admin",
  });

function stored() {
  const [integrations, identities, pipelines] = ["integrations", "identities", "pipelines"].map(
    (table) => world.query(`select * from ${table}`),
  );
  return { integrations, identities, pipelines };
}

describe("OAuth 1.0a", () => {
  test("leads from the configuration through the approval to an integration", async () => {
    const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
    await addConsumer(bitbucket);
    expect((await initialize()).json).toEqual({
      provider: "bitbucket_server",
      step: "installation_config",
      stepIndex: 0,
      totalSteps: 2,
      data: {},
    });
    const advanced = await input({ ...config(`${bitbucket.url}//`) });
    const step = { provider: "bitbucket_server", step: "oauth_callback", stepIndex: 1 };
    expect(advanced.json).toMatchObject({ status: "advance", ...step, totalSteps: 2 });
    const { data } = advanced.json as { data: { oauthUrl: string } };
    expect(data.oauthUrl.startsWith(`${bitbucket.url}/plugins/servlet/oauth/authorize?`)).toBe(
      true,
    );
    expect((await world.call("GET", PIPELINE)).json).toMatchObject({ ...step, data });

    const token = new URL(data.oauthUrl).searchParams.get("oauth_token") ?? "";
    const { location, verifier } = await decide(bitbucket, token, "approve");
    expect(location.startsWith(`${world.publicUrl}/extensions/bitbucket_server/setup/?`)).toBe(
      true,
    );
    const done = await input({ oauthToken: token, oauthVerifier: verifier });
    const host = bitbucket.url.replace("http://", "");
    expect(done.json).toMatchObject({
      status: "complete",
      data: {
        integration: { name: `${host} (admin)`, externalId: `${host}:sentry`, status: "active" },
      },
    });
    expect(stored().pipelines).toEqual([]);
    const { integration } = done.json["data"] as { integration: { id: string } };
    const found = await world.call("GET", `integrations/${integration.id}/`);
    expect(found.json).toEqual(integration);
    const [identity] = world.query<{ expires_at: number }>("select expires_at from identities");
    const fiveYears = 157_680_000_000;
    expect(identity?.expires_at).toBeGreaterThan(Date.now() + fiveYears - 60_000);
  });

  test("signs requests that Bitbucket accepts, also below a context path", async () => {
    const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    const { verifier } = await decide(bitbucket, token, "approve");
    const { json } = await input({ oauthToken: token, oauthVerifier: verifier });
    const { integration } = json["data"] as { integration: { id: string } };
    const linked = await world.call("POST", "repos/", {
      provider: "integrations:bitbucket_server",
      installation: integration.id,
      identifier: "SHOP/web",
    });
    expect(linked.json).toMatchObject({
      url: `${bitbucket.url}/projects/SHOP/repos/web/browse`,
      hook: { state: "alive" },
    });
  });

  test("the browser's way back finishes it, once", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    const { location } = await decide(bitbucket, token, "approve");
    const answers = await Promise.all([world.visit(location), world.visit(location)]);
    const page = answers.find(({ status }) => status === 200);
    expect(answers.find(({ status }) => status === 404)).toBeDefined();
    expect(page?.text).toContain("Bitbucket is connected");
    expect(stored().integrations).toHaveLength(1);
    const host = bitbucket.url.replace("http://", "");
    expect(page?.text).toContain(`${host} (admin) is installed`);
    expect(page?.text).toContain("link the repositories");
    const again = await world.visit(location);
    expect(again.text).toContain("This approval has been used. If Bitbucket shows as connected");
    expect(again.text).toContain('class="neutral"');
    const policy = page?.headers.get("content-security-policy") ?? "";
    const style = /<style>([^<]*)<\/style>/.exec(page?.text ?? "")?.[1] ?? "";
    expect(policy).toContain(createHash("sha256").update(style).digest("base64"));
    expect(policy).toContain("default-src 'none'");
  });

  test("a denial ends it, and nothing is stored", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    const { location } = await decide(bitbucket, token, "deny");
    const page = await world.visit(location);
    expect(page.status).toBe(400);
    expect(page.text).toContain("The access was denied in Bitbucket.");
    expect(stored()).toEqual({ integrations: [], identities: [], pipelines: [] });
  });

  test("what is not approved yet may still be", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    const early = await input({ oauthToken: token, oauthVerifier: "guessed" });
    expect(early.status).toBe(400);
    expect(early.json).toMatchObject({
      status: "error",
      data: { detail: expect.stringContaining("Could not fetch an access token from Bitbucket.") },
    });
    const { verifier } = await decide(bitbucket, token, "approve");
    const done = await input({ oauthToken: token, oauthVerifier: verifier });
    expect(done.json).toMatchObject({ status: "complete" });
  });

  test("neither another's token nor a missing or wrong verifier gets through", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    await decide(bitbucket, token, "approve");
    expect((await input({})).json).toEqual({ oauthToken: ["This field is required."] });
    expect((await input({ oauthToken: token })).json).toEqual({
      oauthVerifier: ["This field is required."],
    });
    const stranger = await input({ oauthToken: "another", oauthVerifier: "x" });
    expect(stranger.json).toEqual({
      oauthToken: ["This is not the request token that Bitbucket gave us. Start again."],
    });
    expect((await input({ oauthToken: token, oauthVerifier: "wrong" })).status).toBe(400);
    expect(stored()).toEqual({ integrations: [], identities: [], pipelines: [] });
  });

  test("a wrong key is refused with what to do, and can be corrected", async () => {
    const bitbucket = await startFilledBitbucket();
    await initialize();
    const unknown = await input(config(bitbucket.url));
    expect(unknown.json).toMatchObject({
      status: "error",
      data: {
        detail: expect.stringMatching(
          /^Could not fetch a request token from Bitbucket\. .*no application link.*consumer_key_unknown/,
        ),
      },
    });
    await addConsumer(bitbucket);
    expect((await input(config(bitbucket.url))).json).toMatchObject({ status: "advance" });
  });

  test("the configuration sent once more, while the approval is waited for, corrects it", async () => {
    const [wrong, right] = [await startFilledBitbucket(), await startFilledBitbucket()];
    await addConsumer(wrong);
    const old = await requestToken(wrong);
    const refused = await input({ ...config(right.url) });
    expect(refused.json).toMatchObject({ status: "error" });
    expect((await world.call("GET", PIPELINE)).json).toMatchObject({ stepIndex: 0 });
    await addConsumer(right);
    const token = new URL(
      ((await input(config(right.url))).json["data"] as { oauthUrl: string }).oauthUrl,
    ).searchParams.get("oauth_token");
    const late = await decide(wrong, old, "approve");
    expect((await world.visit(late.location)).status).toBe(404);
    const { location } = await decide(right, token ?? "", "approve");
    expect((await world.visit(location)).status).toBe(200);
  });

  test("a correction may go on with the key pair that the service has made", async () => {
    const bitbucket = await startFilledBitbucket();
    await initialize();
    const made = (await input({ action: "generateKeyPair" })).json["data"];
    const { consumerKey, publicKey } = made as Record<string, string>;
    await bitbucket.call("POST", "/sandbox/oauth/consumers", { consumerKey, publicKey, name: "S" });
    for (const url of [bitbucket.url, `${bitbucket.url}/dashboard`]) {
      expect((await input({ url, consumerKey })).json).toMatchObject({ status: "advance" });
    }
  });

  test("an access that may administer nothing replaces none that works", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const approve = async () => {
      const token = await requestToken(bitbucket);
      return world.visit((await decide(bitbucket, token, "approve")).location);
    };
    expect((await approve()).status).toBe(200);
    const before = stored();
    await bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/web");
    const refused = await approve();
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("may not administer any repository");
    expect(stored()).toEqual(before);
  });

  test("a pipeline that waited for an hour has expired", async () => {
    const bitbucket = await startFilledBitbucket();
    await addConsumer(bitbucket);
    const token = await requestToken(bitbucket);
    const { location } = await decide(bitbucket, token, "approve");
    await world.change("update pipelines set created_at = ?", Date.now() - 3_600_001);
    expect((await world.call("GET", PIPELINE)).status).toBe(404);
    const page = await world.visit(location);
    expect(page.status).toBe(410);
    expect(page.text).toContain("This took too long");
  });

  test("the service makes the key pair itself when asked to", async () => {
    const bitbucket = await startFilledBitbucket();
    await initialize();
    const made = await input({ action: "generateKeyPair" });
    expect(made.json).toMatchObject({ status: "stay", step: "installation_config" });
    const { data } = made.json as { data: Record<string, string> };
    expect(data["callbackUrl"]).toBe(`${world.publicUrl}/extensions/bitbucket_server/setup/`);
    expect((await world.call("GET", PIPELINE)).json).toMatchObject({ data });
    const { consumerKey, publicKey } = data;
    const consumer = { consumerKey, publicKey, name: "Sentry" };
    await bitbucket.call("POST", "/sandbox/oauth/consumers", consumer);
    const advanced = await input({ url: bitbucket.url, consumerKey });
    expect(advanced.json).toMatchObject({ status: "advance" });
    expect(JSON.stringify([made, advanced])).not.toContain("PRIVATE KEY");
  });

  test("a Bitbucket that speaks 1.0 only is taken without a verifier", async () => {
    const old = await startOldBitbucket();
    await initialize();
    const advanced = await input(config(old.url));
    expect(advanced.json).toMatchObject({ status: "advance" });
    const done = await input({ oauthToken: "old-request" });
    expect(done.json).toMatchObject({ status: "complete" });
    expect(old.authorizations[1]).not.toContain("oauth_verifier");
    expect(stored().identities).toHaveLength(1);
  });
});

describe("an access token", () => {
  test("completes the install at once", async () => {
    const bitbucket = await startFilledBitbucket();
    const id = await installWithToken(world, bitbucket);
    const host = bitbucket.url.replace("http://", "");
    const list = await world.call("GET", "integrations/");
    expect(list.json).toMatchObject([
      { id, name: `${host} (admin)`, externalId: `${host}:@admin`, domainName: host },
    ]);
    expect(list.headers.get("link")).toContain('rel="next"; results="false"');
  });

  test("of a repository is enough for that repository", async () => {
    const bitbucket = await startFilledBitbucket();
    await bitbucket.addRepository("SHOP", "other");
    const { token } = await bitbucket.createToken("projects/SHOP/repos/web");
    await initialize();
    const done = await input({ url: bitbucket.url, accessToken: token });
    const host = bitbucket.url.replace("http://", "");
    expect(done.json).toMatchObject({
      status: "complete",
      data: { integration: { externalId: `${host}:@SHOP/web` } },
    });
    const { integration } = done.json["data"] as { integration: { id: string } };
    const choices = await world.call("GET", `integrations/${integration.id}/repos/`);
    expect(choices.json["repos"]).toMatchObject([{ identifier: "SHOP/web" }]);
  });

  test.each([
    ["unknown to Bitbucket", () => Promise.resolve({ token: "made-up" })],
    [
      "without a repository to administer",
      async (bitbucket: Bitbucket) => {
        return bitbucket.createToken("projects/SHOP/repos/web", "REPO_READ");
      },
    ],
  ])("%s is refused, and nothing is stored", async (_, createToken) => {
    const bitbucket = await startFilledBitbucket();
    await initialize();
    const { token } = await createToken(bitbucket);
    const answer = await input({ url: bitbucket.url, accessToken: token });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ status: "error" });
    expect(stored()).toMatchObject({ integrations: [], identities: [] });
  });
});

test("a token that may only read does not replace one that may administer", async () => {
  const bitbucket = await startFilledBitbucket();
  const id = await installWithToken(world, bitbucket);
  const before = stored().identities;
  const { token } = await bitbucket.createToken("users/admin", "REPO_READ");
  await initialize();
  const refused = await input({ url: bitbucket.url, accessToken: token });
  expect(refused).toMatchObject({
    status: 400,
    json: {
      data: { detail: expect.stringContaining("The token may not administer any repository") },
    },
  });
  expect(stored().identities).toEqual(before);
  const repos = await world.call("GET", `integrations/${id}/repos/`);
  expect(repos.json["repos"]).toHaveLength(1);
});

test("installing the same host and user again updates, another host adds", async () => {
  const [one, two] = [await startFilledBitbucket(), await startFilledBitbucket()];
  const id = await installWithToken(world, one);
  const before = stored().identities;
  expect(await installWithToken(world, one)).toBe(id);
  expect(stored().identities).not.toEqual(before);
  expect(await installWithToken(world, two)).not.toBe(id);
  expect(stored().integrations).toHaveLength(2);
});

describe("input", () => {
  test("what is wrong is told by field, and the step stays", async () => {
    await initialize();
    const answer = await input({ url: "bitbucket", accessToken: "t" });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ url: ["Enter a valid URL, with http:// or https://"] });
    const keyless = await input({ url: "http://bitbucket", consumerKey: "k" });
    expect(keyless.json).toEqual({ privateKey: ["This field is required."] });
    expect((await world.call("GET", PIPELINE)).json).toMatchObject({ stepIndex: 0 });
  });

  test("a host that is not there is named, whatever its form", async () => {
    await initialize();
    const answer = await input({ url: "http://127.0.0.1:1/stash", accessToken: "t" });
    expect(answer.json).toMatchObject({
      status: "error",
      data: { detail: expect.stringContaining("127.0.0.1:1") },
    });
  });

  test.each([
    "/projects/SHOP/repos/web/browse?at=main",
    "/dashboard",
    "/rest/api/1.0",
    "/users/admin/",
    "",
  ])("an address copied from Bitbucket with %s at its end is understood", async (path) => {
    const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
    const { token: accessToken } = await bitbucket.createToken("users/admin");
    await initialize();
    const { json } = await input({ url: bitbucket.url + path, accessToken });
    const host = bitbucket.url.replace("http://", "");
    expect(json).toMatchObject({ data: { integration: { externalId: `${host}:@admin` } } });
  });

  test.each(["", "/other", "/other/projects/SHOP"])(
    "the address %s where there is no Bitbucket is told as that, not as a wrong token",
    async (path) => {
      const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
      const { token: accessToken } = await bitbucket.createToken("users/admin");
      const url = bitbucket.url.replace("/bitbucket", path);
      await initialize();
      const detail = `There is no Bitbucket REST API at ${url}. Check the base URL and its context path.`;
      expect((await input({ url, accessToken })).json).toMatchObject({ data: { detail } });
    },
  );

  test("the pipeline's own mistakes have Sentry's words", async () => {
    const detail = async (answer: ReturnType<typeof input>) => {
      const { status, json } = await answer;
      return [status, json["detail"]];
    };
    const none = [
      404,
      'No active pipeline session. Begin one with {"action": "initialize", "provider": "bitbucket_server"}.',
    ];
    expect(await detail(input({ url: "http://x" }))).toEqual(none);
    expect(await detail(world.call("GET", PIPELINE))).toEqual(none);
    expect(await detail(input({ action: "initialize" }))).toEqual([400, "provider is required."]);
    const provider = "gitlab";
    expect(await detail(input({ action: "initialize", provider }))).toEqual([
      404,
      "Unknown provider: gitlab",
    ]);
    expect(await detail(world.call("POST", "pipeline/other/", {}))).toEqual([
      404,
      "Invalid pipeline type",
    ]);
  });
});

test("the provider is described before the install", async () => {
  const { json } = await world.call("GET", "config/integrations/");
  expect(json["providers"]).toMatchObject([
    { key: "bitbucket_server", name: "Bitbucket Server", features: ["commits"], canAdd: true },
  ]);
});

test("no secret is in an answer, in the log, or readable in the database", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const accessToken = await bitbucket.createToken("users/admin");
  await installWithToken(world, bitbucket, accessToken);
  const requested = await requestToken(bitbucket);
  const { location, verifier } = await decide(bitbucket, requested, "approve");
  const readDatabase = async () =>
    Promise.all(
      ["sqlite", "sqlite-wal"].map((ending) =>
        readFile(join(world.dataDir, `sentry-bitbucket-server.${ending}`), "latin1"),
      ),
    );
  const files = await readDatabase();
  const page = await world.visit(location);
  const list = await world.call("GET", "integrations/");
  files.push(...(await readDatabase()));
  const seen = [page.text, list.text, world.log(), ...files].join();
  expect(seen).toContain("@admin");
  const keyLine = keyPair.privateKey.split("\n")[1] ?? "";
  for (const secret of [accessToken.token, requested, keyLine]) expect(seen).not.toContain(secret);
  expect(page.text + world.log()).not.toContain(verifier);
});

/** Answers like a provider that does not look at `oauth_callback`. */
async function startOldBitbucket(): Promise<{ url: string; authorizations: string[] }> {
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    if (request.url?.includes("/rest/")) {
      const project = { key: "SHOP", name: "Shop" };
      const repository = { id: 1, slug: "web", name: "web", project };
      const page = { version: "4.0.0", values: [repository], isLastPage: true };
      return void response.setHeader("x-ausername", "old").end(JSON.stringify(page));
    }
    authorizations.push(request.headers.authorization ?? "");
    const kind = request.url?.includes("request-token") ? "request" : "access";
    response.end(`oauth_token=old-${kind}&oauth_token_secret=s`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authorizations };
}
