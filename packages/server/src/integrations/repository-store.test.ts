import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { listHookSecrets } from "./hook-secret-store.ts";
import { markHooksSeen, storeHookTest } from "./hook-store.ts";
import { findIntegration, saveIntegration } from "./integration-store.ts";
import {
  ensureKnownRepository,
  findKnownRepository,
  listKnownRepositories,
  type RepositoryFilter,
} from "./known-repository-store.ts";
import { completeLink, insertRepository, undoLink } from "./link-store.ts";
import {
  findRepository,
  findRepositoryByName,
  listRepositories,
  moveRepository,
} from "./repository-store.ts";
import { SecretBox } from "./secret-box.ts";

const secretBox = new SecretBox("a key for tests, long enough to count");
let db: Database;
let organizationId: number;

beforeEach(async () => {
  db = await openTestDatabase();
  const { id } = await db
    .insertInto("organizations")
    .values({ slug: "acme", name: "Acme", resolveOn: "default-branch", createdAt: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  organizationId = id;
});
afterEach(() => db.destroy());

const addIntegration = async (host: string) => {
  const metadata = { baseUrl: `https://${host}`, domainName: host, verifySsl: true };
  const name = host;
  const provider = "bitbucket_server";
  return saveIntegration(db, { organizationId, provider, externalId: host, name, metadata });
};

/** At the host that the integration is called after. */
const add = async (integrationId: number, externalId: string, name: string) => {
  const integration = await findIntegration(db, { id: integrationId });
  const [projectKey = "", slug = ""] = name.split("/");
  const url = `https://host/projects/${projectKey}/repos/${slug}/browse`;
  return insertRepository(db, secretBox, {
    organizationId,
    integrationId,
    host: integration?.name ?? "",
    externalId,
    name,
    projectKey,
    slug,
    url,
    hookDetail: "not finished",
    secret: `secret of ${name}`,
  });
};

const link = async (integrationId: number, externalId: string, name: string) => {
  const added = await add(integrationId, externalId, name);
  if ("linkedThrough" in added) throw new Error(`${name} is linked`);
  return added.repository;
};

test("two instances with the same repository number do not collide", async () => {
  const [one, two] = [await addIntegration("one"), await addIntegration("two")];
  await link(one.id, "7", "SHOP/web");
  await link(two.id, "7", "SHOP/web");

  expect(await add(one.id, "7", "SHOP/web")).toEqual({
    linkedThrough: { integrationId: one.id, integrationName: "one" },
  });
  const linked = await listRepositories(db, organizationId);
  expect(linked.map(({ integrationId }) => integrationId)).toEqual([one.id, two.id]);
  expect(await findRepositoryByName(db, organizationId, "shop/WEB")).toMatchObject({
    integrationId: one.id,
  });
});

test("a list is by name, in pieces, and of a part of the name", async () => {
  const { id } = await addIntegration("one");
  for (const [n, name] of ["B/b_1", "A/a", "C/c%d"].entries()) await link(id, String(n), name);
  const whole = { from: undefined, backwards: false, limit: 10 };
  const names = async (filter: Partial<RepositoryFilter>) =>
    (await listKnownRepositories(db, organizationId, { page: whole, ...filter })).map(
      ({ name }) => name,
    );

  expect(await names({})).toEqual(["A/a", "B/b_1", "C/c%d"]);
  const afterFirst = { from: { key: "A/a", id: 2 }, backwards: false, limit: 1 };
  expect(await names({ page: afterFirst })).toEqual(["B/b_1", "C/c%d"]);
  expect(await names({ query: "b/B" })).toEqual(["B/b_1"]);
  expect(await names({ query: "_" })).toEqual(["B/b_1"]);
  expect(await names({ query: "%" })).toEqual(["C/c%d"]);
  expect(await names({ integrationId: id + 1 })).toEqual([]);
});

test("a moved repository takes its page and clone link along", async () => {
  const { id: integrationId } = await addIntegration("one");
  const repository = await link(integrationId, "7", "SHOP/web");
  const moved = { projectKey: "STORE", slug: "site", url: "https://new/browse", cloneUrl: "c" };
  await moveRepository(db, repository.id, { name: "STORE/site", ...moved });
  expect(await findRepository(db, repository.id)).toMatchObject(moved);
});

test("a repository that is linked later is the one that was known by its name", async () => {
  const { id: integrationId } = await addIntegration("one");
  const known = await ensureKnownRepository(db, organizationId, "shop/WEB");
  expect(await ensureKnownRepository(db, organizationId, "Shop/web")).toEqual(known);
  expect(await findRepository(db, known.id)).toBeUndefined();
  const begun = await add(integrationId, "7", "SHOP/web");
  if ("linkedThrough" in begun) throw new Error("It was linked before");
  expect(begun).toMatchObject({ repository: { id: known.id, name: "SHOP/web" }, wasKnown: true });
  await undoLink(db, begun);
  expect(await findKnownRepository(db, known.id)).toEqual({ ...known, name: "SHOP/web" });
  expect((await link(integrationId, "7", "SHOP/web")).id).toBe(known.id);
  await undoLink(db, { repository: await link(integrationId, "8", "SHOP/app"), wasKnown: false });
  expect(await listRepositories(db, organizationId)).toMatchObject([{ name: "SHOP/web" }]);
});

test("a name that is linked by the time that commits are stored is that of the link", async () => {
  const { id: integrationId } = await addIntegration("one");
  const linked = await link(integrationId, "7", "SHOP/web");
  expect(await ensureKnownRepository(db, organizationId, "shop/WEB")).toMatchObject({
    id: linked.id,
    integrationId,
  });
  expect(await db.selectFrom("repositories").select("id").execute()).toHaveLength(1);
});

test("a repository that is renamed to the name of an unlinked one is listed once", async () => {
  const { id: integrationId } = await addIntegration("one");
  const moved = await link(integrationId, "7", "SHOP/web");
  await ensureKnownRepository(db, organizationId, "store/site");
  const page = { from: undefined, backwards: false, limit: 10 };
  const names = async () =>
    (await listKnownRepositories(db, organizationId, { page })).map(({ name }) => name);
  expect(await names()).toEqual(["SHOP/web", "store/site"]);
  const location = { projectKey: "STORE", slug: "site", url: "https://new/browse" };
  await moveRepository(db, moved.id, { name: "STORE/site", ...location });
  expect(await names()).toEqual(["STORE/site"]);
});

test("the secrets of an integration's hooks are read by repository, or up to a limit", async () => {
  const { id: integrationId } = await addIntegration("one");
  const web = await link(integrationId, "1", "SHOP/web");
  const app = await link(integrationId, "2", "SHOP/app");
  const both = { integrationId, limit: 2 };
  const ofWeb = { repositoryId: web.id, secret: "secret of SHOP/web" };
  const ofApp = { repositoryId: app.id, secret: "secret of SHOP/app" };

  expect(await listHookSecrets(db, secretBox, both)).toEqual([ofWeb, ofApp]);
  expect(await listHookSecrets(db, secretBox, { ...both, limit: 1 })).toEqual([ofWeb]);
  expect(await listHookSecrets(db, secretBox, { ...both, repositoryId: app.id })).toEqual([ofApp]);
  expect(await listHookSecrets(db, secretBox, { ...both, integrationId: 99 })).toEqual([]);
  const otherKey = new SecretBox("another key, just as long as the first");
  await expect(listHookSecrets(db, otherKey, both)).rejects.toThrow("another SECRET_KEY");
});

test("a hook that proved alive stays so when a test passes, but not when one fails", async () => {
  const { id: integrationId } = await addIntegration("one");
  const { id } = await link(integrationId, "1", "SHOP/web");
  const state = async () => (await findRepository(db, id))?.hookState;
  await markHooksSeen(db, [id], 5);
  await storeHookTest(db, id, { hookState: "reachable", hookDetail: null });
  expect(await state()).toBe("alive");
  await storeHookTest(db, id, { hookState: "unreachable", hookDetail: "refused" });
  expect(await state()).toBe("unreachable");
  await storeHookTest(db, id, { hookState: "reachable", hookDetail: null });
  expect(await state()).toBe("reachable");
});

test("a link is completed only together with what must happen with it", async () => {
  const { id: integrationId } = await addIntegration("one");
  const { id } = await link(integrationId, "1", "SHOP/web");
  const hook = { hookId: 3, hookUrl: "http://sentry/hook", hookDetail: null };
  const failing = completeLink(db, id, hook, () => Promise.reject(new Error("no room")));
  await expect(failing).rejects.toThrow("no room");
  expect(await findRepository(db, id)).toMatchObject({ hookId: null });
  const linked = await completeLink(db, id, hook, () => Promise.resolve());
  expect(linked).toMatchObject({ id, hookId: 3, hookDetail: null });
});
