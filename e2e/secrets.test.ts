import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Browser } from "@sentry-bitbucket-server/server/test/browser";
import { expect, test } from "vitest";
import { Installing } from "./install/installing.ts";
import { addConsumer, decide, requestToken } from "./install/oauth.ts";
import { connectWithAccessToken, createAccessToken, linkRepository } from "./world/connect.ts";
import { createRepository } from "./world/create-repository.ts";
import { eventually } from "./world/eventually.ts";
import { git } from "./world/git.ts";
import { getIssue } from "./world/issue.ts";
import { JsonClient, visit } from "./world/json-client.ts";
import { readStored } from "./world/read-stored.ts";
import { runDoctor } from "./world/run-doctor.ts";
import { findSecrets } from "./world/find-secrets.ts";
import { readHookSecrets } from "./world/read-hook-secret.ts";
import { readOauthSecrets } from "./world/read-oauth-secrets.ts";
import { createProject, reportCrash } from "./world/report-crash.ts";
import { startTestService, startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

test("no secret is in the log at its most talkative, an answer, the metrics or the database", async () => {
  const proxyPassword = "the-password-of-the-proxy";
  const metricsToken = "a-token-for-prometheus";
  const world = await startTestWorld({
    LOG_LEVEL: "trace",
    METRICS_TOKEN: metricsToken,
    HTTPS_PROXY: `http://somebody:${proxyPassword}@127.0.0.1:1`,
  });
  try {
    const { clone } = await createRepository(world, "SHOP", "storefront");
    const { token } = await createAccessToken(world.bitbucket);
    const integrationId = await connectWithAccessToken(world, token);
    let answers = await installByOauth(world);
    const repositoryId = await linkRepository(world, integrationId, "SHOP/storefront");
    const repository = `/organizations/acme/repos/${repositoryId}`;
    for (const act of ["rotate-secret", "test-hook"]) {
      answers += (await world.service.send("POST", `${repository}/${act}/`)).text;
    }
    const dsn = await createProject(world, "shop");
    const made = { name: "made", scopes: ["org:read"] };
    const userToken = await makeToken(world, "/api-tokens/", made);
    const orgToken = await makeToken(world, "/organizations/acme/org-auth-tokens/", made);
    await reportCrash(dsn, { fingerprint: "one" });
    await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Fixes SHOP-1");
    await git(clone, "push", "--quiet", "origin", "main");
    await eventually(
      "the resolution",
      async () => (await getIssue(world, "SHOP-1")).status === "resolved",
    );
    const invited = await inviteAndLogIn(world);
    const relayed = await connectUpstream(world);
    answers += await readAnswers(world);
    expect(answers).toContain("ben@example.com");
    const asPrometheus = { headers: { authorization: `Bearer ${metricsToken}` } };
    const metrics = await (await fetch(`${world.serviceUrl}/metrics`, asPrometheus)).text();
    expect(metrics).toContain("# HELP");
    const { output: doctor } = await runDoctor(environmentOf(world, metricsToken));
    expect(doctor).toContain("lets us in as admin");
    await world.app.close();

    const log = world.log();
    expect(log).toContain("delivery received");
    const database = await readStored(world);
    expect(database).toContain("SHOP/storefront");
    const [hookSecret = "", nextHookSecret = ""] = readHookSecrets(world);
    const { adminToken: admin, adminPassword: password } = world;
    const secretKey = readFileSync(join(world.dataDir, "secret-key"), "utf8");
    const tokens = { token, admin, userToken, orgToken };
    const configured = { proxyPassword, metricsToken, password, secretKey };
    const connected = { hookSecret, nextHookSecret, ...readOauthSecrets(world) };
    const secrets = { ...tokens, ...invited, ...configured, ...connected, relayed };
    const missing = Object.entries(secrets).filter(([, secret]) => secret.length <= 8);
    expect(missing.map(([name]) => name)).toEqual([]);
    expect(findSecrets(secrets, { log, database, answers, metrics, doctor })).toEqual([]);
  } finally {
    await world.close();
  }
});

/** What a command beside the service is given. */
const environmentOf = ({ dataDir, databaseUrl, serviceUrl }: World, metricsToken: string) => ({
  PORT: new URL(serviceUrl).port,
  DATA_DIR: dataDir,
  METRICS_TOKEN: metricsToken,
  ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
});

/** Connects the same Bitbucket once more, by OAuth. @returns what was answered */
async function installByOauth(world: World): Promise<string> {
  await addConsumer(world.bitbucket);
  const installing = new Installing(world);
  const token = await requestToken(installing, world.bitbucket);
  const { location } = await decide(world.bitbucket, token, "approve");
  const { text } = await visit(location);
  expect(text).toContain("is connected");
  return text;
}

/** Has the service make a token, and uses it once. */
async function makeToken(world: World, path: string, body: object): Promise<string> {
  const { token } = await world.service.call<{ token: string }>("POST", path, body);
  await new JsonClient(world.service.url, `Bearer ${token}`).call("GET", "/");
  return token;
}

/** Has the organization relay to another service. @returns the token for that */
async function connectUpstream(world: World): Promise<string> {
  const upstream = await startTestService({ ORGANIZATION: "elsewhere" });
  const { serviceUrl: url, adminToken: token } = upstream;
  const body = { url, organization: "elsewhere", token };
  await world.service.call("POST", "/organizations/acme/upstream/", body);
  await world.service.send("POST", "/organizations/acme/upstream/", { ...body, organization: "x" });
  return token;
}

/** Makes Ben a member, who logs in with the password for one login, and is refused with another one. */
async function inviteAndLogIn(world: World): Promise<Record<string, string>> {
  const username = "ben@example.com";
  const path = "/organizations/acme/members/";
  const { password: onceOnly } = await world.service.call<{ password: string }>("POST", path, {
    email: username,
  });
  const browser = new Browser(world.serviceUrl);
  const [chosen, wrong] = ["a password of mine", "a password of another"];
  const logIn = (body: object) => browser.call("POST", "/api/0/auth/login/", { username, ...body });
  expect((await logIn({ password: onceOnly, newPassword: chosen })).status).toBe(200);
  expect((await logIn({ password: wrong })).status).toBe(403);
  const [, session = ""] = browser.cookie?.split("=") ?? [];
  return { onceOnly, chosen, wrong, session };
}

/** What every list and every single thing of the organization answers that can be asked by name. */
async function readAnswers({ service, serviceUrl }: World): Promise<string> {
  const document = (await (await fetch(`${serviceUrl}/api/0/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const paths = Object.entries(document.paths)
    .filter(([path, methods]) => path.startsWith("/api/0/") && "get" in methods)
    .map(([path]) => path.replace("{organization}", "acme").replace("{project}", "shop"))
    .map((path) => path.replace(/\{\w+\}/g, "1").slice("/api/0".length));
  let read = "";
  for (const path of paths) read += (await service.send("GET", path)).text;
  return read;
}
