import type { Database } from "../db/database.ts";

export interface User {
  id: number;
  email: string;
  name: string;
  passwordHash: string;
  /** Until then one may log in with it, and chooses another one; null when it was chosen. */
  passwordForOnceUntil: number | null;
}

const columns = ["id", "email", "name", "passwordHash", "passwordForOnceUntil"] as const;

/** @param email in lower case, as they are kept */
export function findUserByEmail(db: Database, email: string): Promise<User | undefined> {
  const users = db.selectFrom("users").select(columns).where("email", "=", email);
  return users.executeTakeFirst();
}

export function getUserById(db: Database, id: number): Promise<User> {
  const users = db.selectFrom("users").select(columns).where("id", "=", id);
  return users.executeTakeFirstOrThrow();
}

/** Whether the user who was there first has still the password that the first start printed. */
export async function isOwnerPending(db: Database): Promise<boolean> {
  const owner = await db
    .selectFrom("users")
    .select("passwordForOnceUntil")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined && owner.passwordForOnceUntil !== null;
}

/**
 * Gives a user another name or e-mail address, in lower case.
 * @returns false when another user has the address, or the password has been changed since the user was read
 */
export async function changeUser(
  trx: Database,
  { id, passwordHash }: User,
  changes: Pick<User, "email" | "name">,
): Promise<boolean> {
  const namesake = trx.selectFrom("users").select("id").where("email", "=", changes.email);
  if ((await namesake.where("id", "!=", id).executeTakeFirst()) !== undefined) return false;
  const { numUpdatedRows } = await trx
    .updateTable("users")
    .set(changes)
    .where("id", "=", id)
    .where("passwordHash", "=", passwordHash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface PasswordForOnce {
  passwordHash: string;
  passwordForOnceUntil: number;
}

/** Makes a user whose password is good for one login. @returns their number */
export async function createInvitedUser(
  trx: Database,
  { email, passwordHash, passwordForOnceUntil }: { email: string } & PasswordForOnce,
): Promise<number> {
  const name = email.split("@")[0] ?? email;
  const row = await trx
    .insertInto("users")
    .values({ email, name, passwordHash, passwordForOnceUntil, createdAt: Date.now() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Gives a user another password, chosen by themselves.
 * @returns false when the password has been changed since the user was read
 */
export async function replacePassword(
  trx: Database,
  { id, passwordHash: former }: User,
  passwordHash: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("users")
    .set({ passwordHash, passwordForOnceUntil: null })
    .where("id", "=", id)
    .where("passwordHash", "=", former)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives a user who comes back a password that is good for one login. */
export async function setPasswordForOnce(
  trx: Database,
  userId: number,
  password: PasswordForOnce,
): Promise<void> {
  await trx.updateTable("users").set(password).where("id", "=", userId).execute();
}
