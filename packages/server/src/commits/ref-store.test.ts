import { afterEach, beforeEach, expect, test } from "vitest";
import { addIntegration, addOrganization, addRepository } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import {
  applyRefChange,
  findRecordedRefs,
  forgetAppliedRefChanges,
  isApplied,
  setRefs,
} from "./ref-store.ts";
import { type RefChange, ZERO_SHA } from "./types.ts";

const MAIN = "refs/heads/main";

let db: Database;
let id: number;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  const integrationId = await addIntegration(db);
  const linked = { integrationId, slug: "storefront", externalId: "9", secret: "s" };
  id = await addRepository(db, linked);
});

afterEach(() => db.destroy());

const change = (fromSha: string, toSha: string): RefChange => {
  const type = toSha === ZERO_SHA ? "delete" : fromSha === ZERO_SHA ? "add" : "update";
  return { ref: MAIN, refType: "branch", type, fromSha, toSha };
};

const recorded = async () => Object.fromEntries(await findRecordedRefs(db, id));

test("a ref goes from change to change, and a deleted one is forgotten", async () => {
  expect(await applyRefChange(db, id, change(ZERO_SHA, "a"))).toBe(true);
  expect(await applyRefChange(db, id, change("a", "b"))).toBe(true);
  expect(await recorded()).toEqual({ [MAIN]: "b" });
  expect(await applyRefChange(db, id, change("b", ZERO_SHA))).toBe(true);
  expect(await recorded()).toEqual({});
});

test.each([
  ["that comes late does not set the ref back", change("a", "b")],
  ["before which another is missing does not hide that", change("d", "e")],
])("a change %s", async (_name, late) => {
  await setRefs(db, id, [{ ref: MAIN, sha: "c" }]);
  expect(await applyRefChange(db, id, late)).toBe(false);
  expect(await recorded()).toEqual({ [MAIN]: "c" });
});

test("a change is known as recorded, however often, until the log has been read", async () => {
  await applyRefChange(db, id, change("a", "b"));
  await applyRefChange(db, id, change("a", "b"));
  expect(await isApplied(db, id, change("a", "b"))).toBe(true);
  expect(await isApplied(db, id, change("b", "a"))).toBe(false);
  await forgetAppliedRefChanges(db, id);
  expect(await isApplied(db, id, change("a", "b"))).toBe(false);
});

test("any number of refs is kept at once", async () => {
  const refs = Array.from({ length: 1_201 }, (_, n) => ({ ref: `refs/heads/${n}`, sha: `${n}` }));
  await setRefs(db, id, refs);
  await setRefs(db, id, [{ ref: "refs/heads/7", sha: "moved" }]);
  const now = await findRecordedRefs(db, id);
  expect(now.size).toBe(1_201);
  expect(now.get("refs/heads/7")).toBe("moved");
});
