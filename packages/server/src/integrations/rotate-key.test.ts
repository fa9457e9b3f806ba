import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addIntegration,
  addRepository,
  secretBox as oldBox,
} from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { createOwner } from "../organizations/organization-store.ts";
import { addNextHookSecret, listHookSecrets } from "./hook-secret-store.ts";
import { findIdentity, saveIdentity } from "./identity-store.ts";
import { isSameKey } from "./key-check-store.ts";
import { findPipeline, savePipeline } from "./pipeline-store.ts";
import { findUpstream, findUpstreamToken, saveUpstream } from "../upstream/upstream-store.ts";
import { rotateKey } from "./rotate-key.ts";
import { SecretBox } from "./secret-box.ts";

/** The first is that of `oldBox`. */
const [FROM, TO] = ["k".repeat(64), "t".repeat(40)];
const newBox = new SecretBox(TO);
let db: Database;
let ids: { organizationId: number; userId: number; integrationId: number; repositoryId: number };

beforeEach(async () => {
  db = await openTestDatabase();
  await isSameKey(db, oldBox);
  ids = await fill();
});

afterEach(() => db.destroy());

/** One of each thing that is sealed. */
async function fill() {
  const owner = { organization: "acme", email: "a@example.com", passwordHash: "" };
  const userId = await createOwner(db, { ...owner, resolveOn: "release" });
  const organizationId = 1;
  const host = "bitbucket.example.com";
  const integrationId = await addIntegration(db, { organizationId, host });
  const identity = { type: "accessToken" as const, token: "the token" };
  await saveIdentity(db, oldBox, { integrationId, identity, userId });
  const linked = { organizationId, integrationId, host, projectKey: "SHOP", slug: "web" };
  const repositoryId = await addRepository(db, { ...linked, externalId: "1", secret: "one" });
  await addNextHookSecret(db, oldBox, repositoryId, "two");
  const step = { provider: "bitbucket_server", step: "oauth_callback", requestTokenHash: null };
  const begun = { organizationId, userId, integrationId: null, sessionId: null, createdAt: 0 };
  const pipeline = { ...begun, ...step };
  await savePipeline(db, oldBox, { ...pipeline, state: { private: "key" } });
  const address = { baseUrl: "https://sentry.io", slug: "acme", verifySsl: true };
  const check = { account: "ann", scopes: undefined, shortcomings: [] };
  await saveUpstream(db, oldBox, { organizationId, address, token: "relay", check });
  return { organizationId, userId, integrationId, repositoryId };
}

test("all that was sealed opens with the new key", async () => {
  const counts = { identities: 1, hookSecrets: 1, pipelines: 1, upstreams: 1 };
  expect(await rotateKey(db, { from: FROM, to: TO })).toEqual({ kind: "rotated", counts });
  expect(await isSameKey(db, newBox)).toBe(true);
  expect(await isSameKey(db, oldBox)).toBe(false);
  expect(await findIdentity(db, newBox, ids.integrationId)).toMatchObject({ token: "the token" });
  const secrets = await listHookSecrets(db, newBox, { integrationId: ids.integrationId, limit: 9 });
  expect(secrets.map(({ secret }) => secret)).toEqual(["one", "two"]);
  const upstream = await findUpstream(db, ids.organizationId);
  expect(upstream && (await findUpstreamToken(db, newBox, upstream))).toBe("relay");
  expect(await findPipeline(db, newBox, ids)).toMatchObject({ state: { private: "key" } });
});

test("no column that is sealed is forgotten", async () => {
  const sealed = await sealedValues();
  expect(sealed.map(({ name }) => name)).toEqual([
    "identities.sealedCredentials",
    "keyChecks.sealed",
    "pipelines.sealedState",
    "repositories.sealedHookSecret",
    "repositories.sealedNextHookSecret",
    "upstreams.sealedToken",
  ]);
  await rotateKey(db, { from: FROM, to: TO });
  const keyIds = (await sealedValues()).map(({ keyId }) => keyId);
  expect(new Set(keyIds).size).toBe(1);
  expect(keyIds).not.toContain(sealed[0]?.keyId);
});

test("done twice, or with a wrong key, it changes nothing", async () => {
  await rotateKey(db, { from: FROM, to: TO });
  const before = await sealedValues();
  expect(await rotateKey(db, { from: FROM, to: TO })).toEqual({ kind: "was-rotated" });
  const wrong = { from: "w".repeat(40), to: "x".repeat(40) };
  expect(await rotateKey(db, wrong)).toEqual({ kind: "wrong-key" });
  expect(await sealedValues()).toEqual(before);
});

test("what no key opens stops it, and nothing has changed", async () => {
  const sealedState = new SecretBox("w".repeat(40)).seal("{}", "pipeline 1 1");
  await db.updateTable("pipelines").set({ sealedState }).execute();
  const before = await sealedValues();
  await expect(rotateKey(db, { from: FROM, to: TO })).rejects.toThrow("another SECRET_KEY");
  expect(await sealedValues()).toEqual(before);
});

/** Of each column that is called sealed, in every table: the number of the key. */
async function sealedValues(): Promise<{ name: string; keyId: string }[]> {
  const found: { name: string; keyId: string }[] = [];
  for (const { name: table } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(toCamel(table) as "keyChecks")
      .selectAll()
      .execute();
    for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
      if (!column.startsWith("sealed") || value === null) continue;
      const keyId = Buffer.from(value).subarray(1, 5).toString("hex");
      found.push({ name: `${toCamel(table)}.${column}`, keyId });
    }
  }
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

const toCamel = (name: string) =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
