import { afterEach, beforeEach, expect, test } from "vitest";
import {
  addIntegration,
  addOrganization,
  addRepository,
  secretBox,
} from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { hookSecretPurpose } from "../integrations/hook-secret-store.ts";
import type { HookAddress } from "./hook-address.ts";
import { KnownHooks } from "./known-hooks.ts";

let db: Database;
let hooks: KnownHooks;
let address: HookAddress;
let now = 0;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "one" };
  address = { organizationId: 1, integrationId, repositoryId: await addRepository(db, linked) };
  now = 1_000;
  hooks = new KnownHooks({ db, secretBox }, () => now);
});

afterEach(() => db.destroy());

async function changeSecret(secret: string): Promise<void> {
  const id = address.repositoryId ?? 0;
  const sealed = secretBox.seal(secret, hookSecretPurpose(id));
  await db.updateTable("repositories").set({ sealedHookSecret: sealed }).execute();
}

const recalled = () => hooks.recall(address)?.secrets.map(({ secret }) => secret);

test("what was read is remembered for two seconds, and no longer", async () => {
  expect(recalled()).toBeUndefined();
  await hooks.read(address);
  await changeSecret("two");
  now += 1_999;
  expect(recalled()).toEqual(["one"]);
  now += 1;
  expect(recalled()).toBeUndefined();
});

test("a new secret is found by reading again, and remembered from then on", async () => {
  await hooks.read(address);
  await changeSecret("two");
  expect((await hooks.read(address))?.secrets).toMatchObject([{ secret: "two" }]);
  expect(recalled()).toEqual(["two"]);
});

test("nothing is remembered of what there is not, nor after it was forgotten", async () => {
  const elsewhere = { ...address, organizationId: 2 };
  expect(await hooks.read(elsewhere)).toBeUndefined();
  expect(hooks.recall(elsewhere)).toBeUndefined();
  const absent = { ...address, repositoryId: 99 };
  expect((await hooks.read(absent))?.secrets).toEqual([]);
  expect(hooks.recall(absent)).toBeUndefined();
  await hooks.read(address);
  hooks.forget();
  expect(recalled()).toBeUndefined();
});
