import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { BitbucketServerIntegrationProvider } from "./bitbucket-server/provider.ts";
import { findIdentity, saveIdentity } from "./identity-store.ts";
import { Installations } from "./installations.ts";
import {
  deleteIntegration,
  saveIntegration,
  type StoredIntegration,
  storeRefusal,
} from "./integration-store.ts";
import { wakeLanes } from "../jobs/job-store.ts";
import { ProviderRegistry } from "./registry.ts";
import { SecretBox } from "./secret-box.ts";
import type { Identity, OAuth1Identity } from "./types.ts";

const DAY_MS = 24 * 60 * 60_000;
const FIVE_YEARS_MS = 157_680_000_000;
const secretBox = new SecretBox("a key for tests, long enough to count");
const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

let db: Database;
let installations: Installations;

beforeEach(async () => {
  db = await openTestDatabase();
  await db
    .insertInto("organizations")
    .values({ id: 1, slug: "acme", name: "Acme", resolveOn: "default-branch", createdAt: 1 })
    .execute();
  const registry = new ProviderRegistry([new BitbucketServerIntegrationProvider()]);
  installations = new Installations({ db, registry, secretBox, wakeLanes });
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
  const server = createServer((request, response) => {
    requests.push(request.headers.authorization ?? "");
    response.statusCode = status;
    response.end("oauth_token=new&oauth_token_secret=n&oauth_expires_in=157680000");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
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
  await storeRefusal(db, id, { code: "bitbucket_authentication", reason: "No such token.", at: 1 });
  await expect(installations.getForJob(id)).rejects.toMatchObject({
    code: "integration_paused",
    message: "The integration is paused: No such token.",
    isPause: true,
  });
  await installations.get(id);
  await storeRefusal(db, id, undefined);
  expect(await installations.getForJob(id)).toBe(await installations.get(id));
});
