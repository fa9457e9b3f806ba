import { afterEach, beforeEach, expect, test } from "vitest";
import { addUpstream } from "../../test/add-upstream.ts";
import { addOrganization, secretBox } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { storeUpstreamPause } from "./watch/upstream-pause-store.ts";
import { findUpstream, findUpstreamToken, storeCheck } from "./upstream-store.ts";

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  await addUpstream(db);
});

afterEach(() => db.destroy());

test("a pause and its end are news once, and what was said last is kept", async () => {
  const first = { code: "c", reason: "It refuses the token.", at: 1 };
  const again = { code: "d", reason: "It is away.", at: 2 };
  expect(await storeUpstreamPause(db, 1, undefined)).toBe(false);
  expect(await storeUpstreamPause(db, 1, first)).toBe(true);
  expect(await storeUpstreamPause(db, 1, again)).toBe(false);
  expect(await findUpstream(db, 1)).toMatchObject({ pause: again });
  expect(await storeUpstreamPause(db, 1, undefined)).toBe(true);
  expect(await storeUpstreamPause(db, 1, undefined)).toBe(false);
  expect(await findUpstream(db, 1)).not.toHaveProperty("pause");
});

test("the token of an upstream is not given for the one that was connected before", async () => {
  const former = { organizationId: 1, connectionId: "former" };
  expect(await findUpstreamToken(db, secretBox, former)).toBeUndefined();
});

test("what a token lacks is kept by its name, and told in the words of today", async () => {
  const former = { key: "send-commits" as const, anyOf: [], without: "As it was put before." };
  await storeCheck(db, 1, { account: "ann", scopes: [], shortcomings: [former] });
  expect(await findUpstream(db, 1)).toMatchObject({
    shortcomings: [{ key: "send-commits", without: "Commits cannot be sent with releases." }],
  });
});
