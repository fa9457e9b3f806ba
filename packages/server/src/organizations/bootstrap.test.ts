import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import { readConfig } from "../config/config.ts";
import type { Database } from "../db/database.ts";
import { bootstrap } from "./bootstrap.ts";
import { listOrganizations } from "./organization-store.ts";
import { findPrincipal, type Principal } from "./principal-store.ts";

const ADMIN_TOKEN = "t".repeat(40);
let db: Database;

beforeEach(async () => {
  db = await openTestDatabase();
});

afterEach(() => db.destroy());

test("the first start makes an organization and an owner whose password is told once", async () => {
  const config = readConfig({ ORGANIZATION: "acme" });
  const firstRun = await bootstrap(db, config);
  expect(firstRun).toEqual({
    email: "admin@localhost",
    generatedPassword: expect.stringMatching(/^[\w-]{16}$/),
    generatedToken: expect.stringMatching(/^sntryu_[0-9a-f]{64}$/),
  });
  const user = await db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  const owner = await getPrincipal(firstRun?.generatedToken);
  expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[^$]{22}\$[^$]{43}$/);
  expect(await listOrganizations(db, owner)).toMatchObject([
    { slug: "acme", resolveOn: "default-branch" },
  ]);
  expect(await bootstrap(db, config)).toBeUndefined();
});

async function getPrincipal(token = ""): Promise<Principal> {
  const principal = await findPrincipal(db, token);
  if (!principal) throw new Error("nobody has this token");
  return principal;
}

test("of processes that start at once one makes the organization, and tells its password", async () => {
  const config = readConfig({ ORGANIZATION: "acme" });
  const told = await Promise.all([bootstrap(db, config), bootstrap(db, config)]);
  expect(told.filter((firstRun) => firstRun !== undefined)).toHaveLength(1);
  expect(await db.selectFrom("users").select("email").execute()).toHaveLength(1);
});

test("what it made is in the audit log, once, as done by the service", async () => {
  await bootstrap(db, readConfig({ ORGANIZATION: "acme" }));
  for (const token of [ADMIN_TOKEN, ADMIN_TOKEN, ""]) {
    await bootstrap(db, readConfig({ ADMIN_TOKEN: token }));
  }
  const rows = await db.selectFrom("auditLog").selectAll().orderBy("id").execute();
  expect(rows.map(({ event, target, actor }) => `${event} ${target} by ${actor}`)).toEqual([
    "org.create acme by service",
    "member.add admin@localhost by service",
    "user-token.create First start by service",
    "user-token.create ADMIN_TOKEN by service",
    "user-token.remove ADMIN_TOKEN by service",
  ]);
});

test("a token that was made at the first start goes on working", async () => {
  const firstRun = await bootstrap(db, readConfig({}));
  await bootstrap(db, readConfig({}));
  expect(await findPrincipal(db, firstRun?.generatedToken ?? "")).toBeDefined();
});

test("a password and a token that were given are not told back", async () => {
  const given = { ADMIN_PASSWORD: "correct horse", ADMIN_TOKEN };
  const firstRun = await bootstrap(db, readConfig(given));
  expect(firstRun).toMatchObject({ generatedPassword: undefined, generatedToken: undefined });
});

test("ADMIN_TOKEN works for the owner, also when it came after the first start", async () => {
  await bootstrap(db, readConfig({}));
  expect(await findPrincipal(db, ADMIN_TOKEN)).toBeUndefined();
  await bootstrap(db, readConfig({ ADMIN_TOKEN }));
  expect(await findPrincipal(db, ADMIN_TOKEN)).toMatchObject({ email: "admin@localhost" });
});

test("an ADMIN_TOKEN that stays is the same one after a start", async () => {
  await bootstrap(db, readConfig({ ADMIN_TOKEN }));
  const { credential } = await getPrincipal(ADMIN_TOKEN);
  await bootstrap(db, readConfig({ ADMIN_TOKEN }));
  expect(await getPrincipal(ADMIN_TOKEN)).toMatchObject({ credential });
});

test("an ADMIN_TOKEN that was replaced or taken away does not work any more", async () => {
  const next = "n".repeat(40);
  await bootstrap(db, readConfig({ ADMIN_TOKEN }));
  await bootstrap(db, readConfig({ ADMIN_TOKEN: next }));
  expect(await findPrincipal(db, ADMIN_TOKEN)).toBeUndefined();
  expect(await findPrincipal(db, next)).toBeDefined();
  await bootstrap(db, readConfig({}));
  expect(await findPrincipal(db, next)).toBeUndefined();
});

test("tokens are not in the database in clear", async () => {
  await bootstrap(db, readConfig({ ADMIN_TOKEN }));
  const rows = await db.selectFrom("tokens").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(ADMIN_TOKEN);
});
