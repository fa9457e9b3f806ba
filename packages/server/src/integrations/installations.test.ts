import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, type Mock, onTestFinished, test, vi } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { BitbucketServerIntegrationProvider } from "./bitbucket-server/provider.ts";
import { findIdentity, saveIdentity } from "./identity-store.ts";
import { Installations } from "./installations.ts";
import {
  deleteIntegration,
  findIntegration,
  saveIntegration,
  type StoredIntegration,
  storePause,
} from "./integration-store.ts";
import { insertJobs, wakeLanes } from "../jobs/job-store.ts";
import { ProviderRegistry } from "./registry.ts";
import { SecretBox } from "./secret-box.ts";
import type { HostObserver, Identity, OAuth1Identity } from "./types.ts";

const DAY_MS = 24 * 60 * 60_000;
const FIVE_YEARS_MS = 157_680_000_000;
const secretBox = new SecretBox("a key for tests, long enough to count");
const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

let db: Database;
let installations: Installations;
let onChange: Mock<HostObserver["onChange"]>;

beforeEach(async () => {
  db = await openTestDatabase();
  await db
    .insertInto("organizations")
    .values({ id: 1, slug: "acme", name: "Acme", resolveOn: "default-branch", createdAt: 1 })
    .execute();
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  onChange = vi.fn<HostObserver["onChange"]>();
  installations = new Installations({
    db,
    registry,
    secretBox,
    wakeLanes,
    observer: { onChange },
  });
});
afterEach(async () => {
  await installations.close();
  await db.destroy();
});

function install(baseUrl = "http://bitbucket", externalId = "one"): Promise<StoredIntegration> {
  const host = { organizationId: 1, provider: "bitbucket_server", externalId, name: "x" };
  const metadata = { baseUrl, domainName: "bitbucket", verifySsl: true };
  return saveIntegration(db, { ...host, metadata });
}

const save = (integrationId: number, identity: Identity) =>
  saveIdentity(db, secretBox, { integrationId, identity });
const token = (text: string): Identity => ({ type: "accessToken", token: text });

/** An OAuth identity with as many days left of its five years. */
function ending(daysLeft: number): OAuth1Identity {
  const expiresAt = Date.now() + daysLeft * DAY_MS;
  const consumer = { consumerKey: "sentry", privateKey };
  const lifetime = { sessionHandle: "handle", issuedAt: expiresAt - FIVE_YEARS_MS, expiresAt };
  return { type: "oauth1", ...consumer, accessToken: "old", accessTokenSecret: "s", ...lifetime };
}

/** A Bitbucket that renews access tokens, or fails to. */
async function startRenewing(status = 200): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const url = await listen((request, response) => {
    requests.push(request.headers.authorization ?? "");
    response.statusCode = status;
    response.end("oauth_token=new&oauth_token_secret=n&oauth_expires_in=157680000");
  });
  return { url, requests };
}

/** @returns the address of a server that is there until the test has ended */
async function listen(
  onRequest: (...exchange: Parameters<RequestListener>) => void | Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => void onRequest(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("all who ask for an integration share one installation", async () => {
  const { id } = await install();
  await save(id, token("one"));
  const [first, second] = await Promise.all([installations.get(id), installations.get(id)]);
  expect(second.installation).toBe(first.installation);
  expect((await installations.get(id)).installation).toBe(first.installation);
  expect(first).toMatchObject({ integration: { id }, provider: { key: "bitbucket_server" } });
});

test("a new identity or address makes a new installation", async () => {
  const { id } = await install();
  await save(id, token("one"));
  const { installation: first } = await installations.get(id);
  await save(id, token("two"));
  const { installation: second } = await installations.get(id);
  expect(second).not.toBe(first);
  await install("http://bitbucket/stash");
  expect((await installations.get(id)).installation).not.toBe(second);
});

test("what was uninstalled, or has no identity, is told in a sentence", async () => {
  const { id } = await install();
  await expect(installations.get(id)).rejects.toMatchObject({ code: "identity_not_found" });
  await save(id, token("one"));
  await installations.get(id);
  await deleteIntegration(db, id);
  await expect(installations.get(id)).rejects.toThrow("The integration was uninstalled.");
});

test("a token near its end is renewed once, and the new one is kept", async () => {
  const bitbucket = await startRenewing();
  const { id } = await install(bitbucket.url);
  await save(id, ending(29));
  await Promise.all([installations.get(id), installations.get(id)]);
  await installations.get(id);
  expect(bitbucket.requests).toHaveLength(1);
  expect(bitbucket.requests[0]).toContain('oauth_session_handle="handle"');
  const renewed = await findIdentity(db, secretBox, id);
  expect(renewed).toMatchObject({ accessToken: "new", accessTokenSecret: "n" });
});

test("a token far from its end is left alone", async () => {
  const bitbucket = await startRenewing();
  const { id } = await install(bitbucket.url);
  await save(id, ending(31));
  await installations.get(id);
  expect(bitbucket.requests).toEqual([]);
});

test("a renewal that fails is put off while the token works, and told when it does not", async () => {
  const bitbucket = await startRenewing(503);
  const { id } = await install(bitbucket.url);
  await save(id, ending(29));
  await installations.get(id);
  await installations.get(id);
  expect(bitbucket.requests).toHaveLength(1);
  expect(await findIdentity(db, secretBox, id)).toMatchObject({ accessToken: "old" });

  const other = await install(bitbucket.url, "another");
  await save(other.id, ending(-1));
  await expect(installations.get(other.id)).rejects.toMatchObject({ code: "bitbucket_server" });
});

test("a job is not let at a host that refuses the identity, a person is", async () => {
  const { id } = await install();
  await save(id, token("one"));
  await storePause(db, id, { code: "bitbucket_authentication", reason: "No such token.", at: 1 });
  await expect(installations.getForJob(id)).rejects.toMatchObject({
    code: "integration_paused",
    message: "The integration is paused: No such token.",
    isPause: true,
  });
  await installations.get(id);
  await storePause(db, id, undefined);
  expect(await installations.getForJob(id)).toBe(await installations.get(id));
});
const refused = { isRefusal: true };

test("an answer that was asked for before a refusal does not undo it", async () => {
  const bitbucket = await startTwoAnswers();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const { installation } = await installations.get(id);
  const slow = installation.searchRepositories("slow", 10);
  await bitbucket.hasSlow;
  await expect(installation.searchRepositories("refused", 10)).rejects.toMatchObject(refused);
  bitbucket.answerSlow();
  expect(await slow).toEqual([]);
  expect(await findIntegration(db, { id })).toMatchObject({
    pause: { code: "bitbucket_authentication" },
  });
  expect(await installation.searchRepositories("later", 10)).toEqual([]);
  expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
});

test("the end of a list that was here before a refusal does not undo it", async () => {
  const bitbucket = await startTwoAnswers();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const { installation } = await installations.get(id);
  const list = installation.getRepositories()[Symbol.asyncIterator]();
  expect(await list.next()).toMatchObject({ value: { slug: "web" } });
  await expect(installation.searchRepositories("refused", 10)).rejects.toMatchObject(refused);
  expect(await list.next()).toMatchObject({ value: { slug: "shop" } });
  expect(await list.next()).toMatchObject({ done: true });
  expect(await findIntegration(db, { id })).toHaveProperty("pause");
});

test("a refused renewal is forgotten when a new identity is accepted", async () => {
  const bitbucket = await startTwoAnswers();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  expect(await (await installations.get(id)).installation.searchRepositories("later", 10)).toEqual(
    [],
  );
  await save(id, ending(-1));
  await expect(installations.get(id)).rejects.toMatchObject(refused);
  expect(await findIntegration(db, { id })).toHaveProperty("pause");
  await save(id, token("two"));
  expect(await (await installations.get(id)).installation.searchRepositories("later", 10)).toEqual(
    [],
  );
  expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
});

test("that a host refuses us, and that it lets us in again, is told once", async () => {
  const bitbucket = await startTwoAnswers();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const { installation } = await installations.get(id);
  await installation.searchRepositories("later", 10);
  expect(onChange).not.toHaveBeenCalled();
  await expect(installation.searchRepositories("refused", 10)).rejects.toMatchObject(refused);
  await expect(installation.searchRepositories("refused", 10)).rejects.toMatchObject(refused);
  const pause = expect.objectContaining({ code: "bitbucket_authentication" });
  expect(onChange.mock.calls).toEqual([[{ integrationId: id, name: "x", pause }]]);
  await installation.searchRepositories("later", 10);
  await installation.searchRepositories("later", 10);
  expect(onChange.mock.calls.slice(1)).toEqual([
    [{ integrationId: id, name: "x", pause: undefined }],
  ]);
});

test("an outcome that could not be stored is stored when it comes again", async () => {
  const bitbucket = await startTwoAnswers();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const { installation } = await installations.get(id);
  await expect(installation.searchRepositories("refused", 10)).rejects.toMatchObject(refused);
  await db.schema.alterTable("integrations").renameTo("away").execute();
  await expect(installation.searchRepositories("later", 10)).rejects.toThrow("integrations");
  await db.schema.alterTable("away").renameTo("integrations").execute();
  expect(await installation.searchRepositories("later", 10)).toEqual([]);
  expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
});

test("a host that failed every call for a minute is away until it answers, and jobs wait", async () => {
  const bitbucket = await startAbsent();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const waiting = { lane: `releases:${id}`, organizationId: 1, kind: "x", payload: 1 };
  await insertJobs(db, [waiting], 1);
  await db.updateTable("lanes").set({ nextRunAt: Number.MAX_SAFE_INTEGER }).execute();
  const { installation } = await installations.get(id);
  const search = () => installation.searchRepositories("any", 10).catch(String);
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  for (const seconds of [0, 59]) {
    vi.setSystemTime(Date.now() + seconds * 1_000);
    await search();
    expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
  }
  vi.setSystemTime(Date.now() + 1_000);
  await search();
  expect(await findIntegration(db, { id })).toMatchObject({ pause: { code: "bitbucket_server" } });
  await expect(installations.getForJob(id)).rejects.toMatchObject({ isPause: true });

  bitbucket.comeBack();
  expect(await search()).toEqual([]);
  expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
  const lane = await db.selectFrom("lanes").select("nextRunAt").executeTakeFirstOrThrow();
  expect(Number(lane.nextRunAt)).toBeLessThanOrEqual(Date.now());
});

test("a host that fails now and then is not away", async () => {
  const bitbucket = await startAbsent();
  const { id } = await install(bitbucket.url);
  await save(id, token("one"));
  const { installation } = await installations.get(id);
  const search = () => installation.searchRepositories("any", 10).catch(String);
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  await search();
  bitbucket.comeBack();
  await search();
  bitbucket.goAway();
  vi.setSystemTime(Date.now() + 61_000);
  await search();
  expect(await findIntegration(db, { id })).not.toHaveProperty("pause");
});

/** A Bitbucket that fails, until it comes back. */
async function startAbsent() {
  let status = 500;
  const url = await listen((_request, response) => {
    response.statusCode = status;
    response.end(JSON.stringify({ values: [], isLastPage: true }));
  });
  return { url, comeBack: () => void (status = 200), goAway: () => void (status = 500) };
}

const repositories = ["web", "shop"].map((slug, id) => ({
  id,
  slug,
  name: slug,
  state: "AVAILABLE",
  project: { id: 1, key: "SHOP", name: "Shop", type: "NORMAL" },
  links: {},
}));

/** A Bitbucket that has two repositories, refuses one search and renewals, and answers another when it is told to. */
async function startTwoAnswers() {
  const came = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const url = await listen(async (request, response) => {
    const { url = "" } = request;
    if (/refused|oauth/.test(url)) response.statusCode = 401;
    if (url.includes("slow")) {
      came.resolve();
      await release.promise;
    }
    const values = /slow|later/.test(url) ? [] : repositories;
    response.end(JSON.stringify({ values, isLastPage: true }));
  });
  return { url, hasSlow: came.promise, answerSlow: release.resolve };
}
