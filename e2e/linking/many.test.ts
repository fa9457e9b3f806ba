import { expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { eventually } from "../world/eventually.ts";
import type { Linking } from "./linking.ts";
import { useLinking } from "./use-linking.ts";

let linking: Linking;

useLinking((begun) => {
  ({ linking } = begun);
});

const path = () => `/integrations/${linking.installation}/links/`;

const linkAll = (...repositories: string[]) => linking.acme.send("POST", path(), { repositories });

const progress = async () => (await linking.acme.send("GET", path())).json;

/** Waits until so many are linked. */
const linked = (count: number) =>
  eventually(`${count} links`, async () => (await progress())["linked"] === count);

test("many are linked one after another, while nobody waits", async () => {
  await addRepository(linking.bitbucket, "SHOP", "app");
  const asked = await linkAll("SHOP/web", "SHOP/app", "SHOP/web");
  expect(asked).toMatchObject({ status: 202, json: { id: expect.any(String), total: 2 } });
  await linked(2);
  expect([...(await linking.hooks()), ...(await linking.hooks("app"))]).toHaveLength(2);
  const { json } = await linking.acme.send("GET", "/audit-logs/?per_page=2");
  expect(json["rows"]).toMatchObject([
    { event: "repo.link", targetObject: "SHOP/app", actor: { name: "admin@localhost" } },
    { event: "repo.link", targetObject: "SHOP/web" },
  ]);
});

test("what cannot be linked says why, holds nobody up, and is tried again beside the others", async () => {
  await linkAll("SHOP/late", "SHOP/web");
  await linked(1);
  const failures = [{ identifier: "SHOP/late", reason: expect.stringContaining("SHOP/late") }];
  expect(await progress()).toMatchObject({ total: 2, failures, delay: null });
  await addRepository(linking.bitbucket, "SHOP", "late");
  expect((await linkAll("SHOP/late")).json).toMatchObject({ total: 2, linked: 1, failures: [] });
  await linked(2);
});

test("a host that is not asked is waited for, with the reason, and what waits can be ended", async () => {
  await addRepository(linking.bitbucket, "SHOP", "app");
  const host = `/integrations/${linking.installation}`;
  await linking.acme.send("POST", `${host}/pause/`);
  await linkAll("SHOP/web", "SHOP/app");
  await eventually("a reason", async () => (await progress())["delay"] !== null);
  expect((await linking.acme.send("DELETE", path())).status).toBe(204);
  expect(await progress()).toEqual({ id: null, total: 0, linked: 0, failures: [], delay: null });
  await linkAll("SHOP/app");
  await linking.acme.send("POST", `${host}/resume/`);
  await linked(1);
  expect(await linking.hooks()).toEqual([]);
});

test("what names no repository is refused before anything is linked", async () => {
  const refused = await linkAll("SHOP/web", "nothing");
  expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("KEY/slug") });
  const many = await linkAll(...Array.from({ length: 1_001 }, (_, n) => `SHOP/${n}`));
  expect(many).toMatchObject({ status: 400, text: expect.stringContaining("at most 1000") });
  expect(await progress()).toMatchObject({ total: 0 });
});
