import { afterEach, beforeEach, expect, test } from "vitest";
import { addUpstream } from "../../../test/add-upstream.ts";
import { addOrganization } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import type { Database } from "../../db/database.ts";
import { findUpstreamOfCall } from "./find-upstream-of-call.ts";

let db: Database;

/** The first relays to `acme` of http://sentry. */
beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
  await addUpstream(db);
});
afterEach(() => db.destroy());

/** Another organization relays to its own. */
async function addOther(baseUrl: string) {
  const { id } = await db
    .insertInto("organizations")
    .values({ slug: "other", name: "Other", resolveOn: "release", createdAt: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const first = await db.selectFrom("upstreams").selectAll().executeTakeFirstOrThrow();
  const other = { ...first, organizationId: id, slug: "other", baseUrl };
  await db.insertInto("upstreams").values(other).execute();
}

const slugOf = async (path: string, token = "t") =>
  (await findUpstreamOfCall(db, { path, token }, "http://us"))?.slug;

test("a path that names an organization is for its upstream", async () => {
  await addOther("http://elsewhere");
  expect(await slugOf("/api/0/organizations/other/releases/")).toBe("other");
  expect(await slugOf("/api/0/organizations/acme/")).toBe("acme");
  expect(await slugOf("/api/0/organizations/nobody/")).toBeUndefined();
});

test("one that names none is for the only Sentry, also of several organizations", async () => {
  expect(await slugOf("/api/0/")).toBe("acme");
  await addOther("http://sentry");
  expect(await slugOf("/api/0/")).toBe("acme");
});

test("of two Sentrys neither is shown a token that may be the other's", async () => {
  await addOther("http://elsewhere");
  expect(await slugOf("/api/0/")).toBeUndefined();
  const payload = Buffer.from(JSON.stringify({ org: "other" })).toString("base64");
  expect(await slugOf("/api/0/", `sntrys_${payload}_secret`)).toBe("other");
});
