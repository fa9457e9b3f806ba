import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { visit } from "../world/json-client.ts";
import { queryDatabase } from "../world/service-database.ts";
import type { World } from "../world/start-world.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { addConsumer, decide, oauthConfig, requestToken } from "./oauth.ts";
import { useInstalling } from "./use-installing.ts";

let world: World;
let installing: Installing;

useInstalling((begun) => {
  ({ world, installing } = begun);
});

test("leads from the configuration through the approval to an integration", async () => {
  const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
  await addConsumer(bitbucket);
  expect((await installing.initialize()).json).toEqual({
    provider: "bitbucket_server",
    step: "installation_config",
    stepIndex: 0,
    totalSteps: 2,
    data: {},
  });
  const advanced = await installing.input(oauthConfig(`${bitbucket.url}//`));
  const step = { provider: "bitbucket_server", step: "oauth_callback", stepIndex: 1 };
  expect(advanced.json).toMatchObject({ status: "advance", ...step, totalSteps: 2 });
  const { data } = advanced.json as { data: { oauthUrl: string } };
  expect(data.oauthUrl.startsWith(`${bitbucket.url}/plugins/servlet/oauth/authorize?`)).toBe(true);
  expect((await installing.step()).json).toMatchObject({ ...step, data });

  const token = new URL(data.oauthUrl).searchParams.get("oauth_token") ?? "";
  const { location, verifier } = await decide(bitbucket, token, "approve");
  expect(location.startsWith(`${world.serviceUrl}/extensions/bitbucket_server/setup/?`)).toBe(true);
  const done = await installing.input({ oauthToken: token, oauthVerifier: verifier });
  const host = bitbucket.url.replace("http://", "");
  expect(done.json).toMatchObject({
    status: "complete",
    data: {
      integration: {
        name: `${host} (admin, OAuth)`,
        externalId: `${host}:sentry`,
        status: "active",
      },
    },
  });
  expect((await installing.stored()).pipelines).toEqual([]);
  const { integration } = done.json["data"] as { integration: { id: string } };
  const found = await installing.acme.send("GET", `/integrations/${integration.id}/`);
  expect(found.json).toEqual(integration);
  const [identity] = await queryDatabase<{ expires_at: number }>(
    world,
    "select expires_at from identities",
  );
  const fiveYears = 157_680_000_000;
  expect(identity?.expires_at).toBeGreaterThan(Date.now() + fiveYears - 60_000);
});

test("signs requests that Bitbucket accepts, also below a context path", async () => {
  const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
  await addConsumer(bitbucket);
  const token = await requestToken(installing, bitbucket);
  const { verifier } = await decide(bitbucket, token, "approve");
  const { json } = await installing.input({ oauthToken: token, oauthVerifier: verifier });
  const { integration } = json["data"] as { integration: { id: string } };
  const linked = await installing.acme.send("POST", "/repos/", {
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
  const token = await requestToken(installing, bitbucket);
  const { location } = await decide(bitbucket, token, "approve");
  const answers = await Promise.all([visit(location), visit(location)]);
  const page = answers.find(({ status }) => status === 200);
  expect(answers.find(({ status }) => status === 404)).toBeDefined();
  expect(page?.text).toContain("Bitbucket is connected");
  expect((await installing.stored()).integrations).toHaveLength(1);
  const host = bitbucket.url.replace("http://", "");
  expect(page?.text).toContain(`now uses ${host} (admin, OAuth)`);
  expect(page?.text).toContain("link the repositories");
  const again = await visit(location);
  expect(again.text).toContain("This approval has been used. If Bitbucket shows as connected");
  expect(again.text).toContain('class="neutral"');
  const policy = page?.headers.get("content-security-policy") ?? "";
  const style = /<style>([^<]*)<\/style>/.exec(page?.text ?? "")?.[1] ?? "";
  expect(policy).toContain(createHash("sha256").update(style).digest("base64"));
  expect(policy).toContain("default-src 'none'");
});

test("the service makes the key pair itself when asked to", async () => {
  const bitbucket = await startFilledBitbucket();
  await installing.initialize();
  const made = await installing.input({ action: "generateKeyPair" });
  expect(made.json).toMatchObject({ status: "stay", step: "installation_config" });
  const { data } = made.json as { data: Record<string, string> };
  expect(data["callbackUrl"]).toBe(`${world.serviceUrl}/extensions/bitbucket_server/setup/`);
  expect((await installing.step()).json).toMatchObject({ data });
  const { consumerKey, publicKey } = data;
  const consumer = { consumerKey, publicKey, name: "Sentry" };
  await bitbucket.call("POST", "/sandbox/oauth/consumers", consumer);
  const advanced = await installing.input({ url: bitbucket.url, consumerKey });
  expect(advanced.json).toMatchObject({ status: "advance" });
  expect(JSON.stringify([made, advanced])).not.toContain("PRIVATE KEY");
});

test("a Bitbucket that speaks 1.0 only is taken without a verifier", async () => {
  const old = await startOldBitbucket();
  await installing.initialize();
  const advanced = await installing.input(oauthConfig(old.url));
  expect(advanced.json).toMatchObject({ status: "advance" });
  const done = await installing.input({ oauthToken: "old-request" });
  expect(done.json).toMatchObject({ status: "complete" });
  expect(old.authorizations[1]).not.toContain("oauth_verifier");
  expect((await installing.stored()).identities).toHaveLength(1);
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
