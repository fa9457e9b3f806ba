import { randomBytes } from "node:crypto";
import type { Config } from "../config/config.ts";
import type { Database } from "../db/database.ts";
import { ALL_SCOPES } from "./api-token.ts";
import { hashPassword } from "./password.ts";
import { storeToken } from "./token-store.ts";

/** What the first start made and the operator must be told, since it is shown once. */
export interface FirstRun {
  email: string;
  /** Only when it was made here rather than given. */
  generatedPassword: string | undefined;
}

/**
 * On an empty database makes the first organization and its owner; at every start makes sure that
 * the configured `ADMIN_TOKEN` works for the owner.
 * @returns undefined when the database was not empty
 */
export async function bootstrap(db: Database, config: Config): Promise<FirstRun | undefined> {
  const owner = await db.selectFrom("users").select("id").orderBy("id").executeTakeFirst();
  if (owner) {
    await grantAdminToken(db, config, owner.id);
    return undefined;
  }
  const generatedPassword = config.adminPassword
    ? undefined
    : randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(config.adminPassword ?? generatedPassword ?? "");
  await db.transaction().execute(async (trx) => {
    const userId = await createOwner(trx, config, passwordHash);
    await grantAdminToken(trx, config, userId);
  });
  return { email: config.adminEmail, generatedPassword };
}

async function createOwner(trx: Database, config: Config, passwordHash: string): Promise<number> {
  const createdAt = Date.now();
  const { organization: slug, resolveOn, adminEmail: email } = config;
  const organization = await trx
    .insertInto("organizations")
    .values({ slug, name: slug, resolveOn, createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await trx
    .insertInto("users")
    .values({ email, name: email.split("@")[0] ?? email, passwordHash, createdAt })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("members")
    .values({ organizationId: organization.id, userId: user.id, role: "owner" })
    .execute();
  return user.id;
}

async function grantAdminToken(db: Database, config: Config, userId: number): Promise<void> {
  if (config.adminToken === undefined) return;
  await storeToken(db, {
    token: config.adminToken,
    userId,
    name: "ADMIN_TOKEN",
    scopes: ALL_SCOPES,
  });
}
