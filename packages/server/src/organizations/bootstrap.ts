import { randomBytes } from "node:crypto";
import { recordActOfUser, SERVICE } from "../audit/audit-log-store.ts";
import type { Config } from "../config/config.ts";
import type { Database } from "../db/database.ts";
import { ALL_SCOPES } from "./api-token.ts";
import { mintUserToken } from "./mint-token.ts";
import { createOwner, findFirstUser } from "./organization-store.ts";
import { hashPassword } from "./password.ts";
import { deleteTokens, storeToken } from "./token-store.ts";

/** What the first start made and the operator must be told, since it is shown once. */
export interface FirstRun {
  email: string;
  /** For one login. Only when it was made here rather than given. */
  generatedPassword: string | undefined;
  /** Only when no `ADMIN_TOKEN` was given: without one nobody could speak to the API. */
  generatedToken: string | undefined;
}

/**
 * On an empty database makes the first organization and its owner; at every start makes sure that
 * the configured `ADMIN_TOKEN` works for the owner, and none that was configured before.
 * @returns undefined when the database was not empty
 */
export async function bootstrap(db: Database, config: Config): Promise<FirstRun | undefined> {
  if ((await findFirstUser(db)) === undefined) {
    const firstRun = await makeOwner(db, config);
    if (firstRun) return firstRun;
  }
  await db.transaction().execute(async (trx) => {
    const ownerId = await findFirstUser(trx);
    if (ownerId !== undefined) await grantAdminToken(trx, config, ownerId);
  });
  return undefined;
}

/** What was printed lies in terminals and logs: it is for one login, whenever that is. */
const FOREVER = Number.MAX_SAFE_INTEGER;

/** @returns undefined when another process, started at the same time, was quicker */
async function makeOwner(db: Database, config: Config): Promise<FirstRun | undefined> {
  const generatedPassword = config.adminPassword
    ? undefined
    : randomBytes(12).toString("base64url");
  const generatedToken = config.adminToken ? undefined : mintUserToken();
  const passwordHash = await hashPassword(config.adminPassword ?? generatedPassword ?? "");
  return db.transaction().execute(async (trx) => {
    if ((await findFirstUser(trx)) !== undefined) return undefined;
    const userId = await createOwner(trx, {
      organization: config.organization,
      resolveOn: config.resolveOn,
      email: config.adminEmail,
      passwordHash,
      passwordForOnceUntil: generatedPassword === undefined ? undefined : FOREVER,
    });
    await recordFirstStart(trx, config, userId);
    await grantAdminToken(trx, config, userId);
    if (generatedToken !== undefined) await grant(trx, generatedToken, userId, "First start");
    return { email: config.adminEmail, generatedPassword, generatedToken };
  });
}

async function grantAdminToken(trx: Database, config: Config, userId: number): Promise<void> {
  const name = "ADMIN_TOKEN";
  const { adminToken } = config;
  const taken = await deleteTokens(trx, { userId, name, except: adminToken });
  const act = { userId, actor: SERVICE, target: name };
  if (taken > 0) await recordActOfUser(trx, { ...act, event: "user-token.remove" });
  if (adminToken !== undefined) await grant(trx, adminToken, userId, name);
}

async function grant(trx: Database, token: string, userId: number, name: string): Promise<void> {
  if (!(await storeToken(trx, { token, userId, name, scopes: ALL_SCOPES }))) return;
  const act = { userId, actor: SERVICE, target: name };
  await recordActOfUser(trx, { ...act, event: "user-token.create" });
}

async function recordFirstStart(
  trx: Database,
  { organization, adminEmail }: Config,
  userId: number,
): Promise<void> {
  const act = { userId, actor: SERVICE };
  await recordActOfUser(trx, { ...act, event: "org.create", target: organization });
  const data = { role: "owner" };
  await recordActOfUser(trx, { ...act, event: "member.add", target: adminEmail, data });
}
