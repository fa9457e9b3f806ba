import { afterEach, beforeEach, expect, test } from "vitest";
import { addOrganization, secretBox } from "../../test/linked-repository.ts";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import type { Role } from "../db/schema.ts";
import { storeInstalled } from "./install-store.ts";

let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
  await addOrganization(db);
});

afterEach(() => db.destroy());

/** Installs for a user of this role; undefined stands for one who is no member. */
async function install(role: Role | undefined) {
  const user = { email: "ann@example.com", name: "Ann", passwordHash: "", createdAt: 1 };
  const { id: userId } = await db
    .insertInto("users")
    .values(user)
    .returning("id")
    .executeTakeFirstOrThrow();
  const member = { organizationId: 1, userId };
  if (role)
    await db
      .insertInto("members")
      .values({ ...member, role })
      .execute();
  const metadata = { baseUrl: "http://bitbucket", domainName: "bitbucket", verifySsl: true };
  const identity = { type: "accessToken" as const, token: "t" };
  const connection = { externalId: "bitbucket:@ann", name: "bitbucket", metadata, identity };
  const wakeLanes = () => Promise.resolve();
  const installed = { ...member, provider: "bitbucket_server", connection, address: "127.0.0.1" };
  return storeInstalled({ db, secretBox, wakeLanes }, installed);
}

test.each<[Role | undefined, boolean]>([
  ["owner", true],
  ["admin", true],
  ["member", false],
  [undefined, false],
])("what a user installs whose role is %s by the end is kept: %s", async (role, isKept) => {
  expect((await install(role)) !== undefined).toBe(isKept);
  const rows = await db.selectFrom("integrations").select("id").execute();
  expect(rows).toHaveLength(isKept ? 1 : 0);
});
