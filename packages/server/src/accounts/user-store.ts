import type { Database } from "../db/database.ts";

export interface User {
  id: number;
  email: string;
  name: string;
  passwordHash: string;
  /** Who logs in with it chooses another one. */
  isPasswordForOnce: boolean;
}

const columns = ["id", "email", "name", "passwordHash", "isPasswordForOnce"] as const;

type Row = Omit<User, "isPasswordForOnce"> & { isPasswordForOnce: 0 | 1 };

const toUser = (row: Row): User => ({ ...row, isPasswordForOnce: row.isPasswordForOnce === 1 });

/** @param email in lower case, as they are kept */
export async function findUserByEmail(db: Database, email: string): Promise<User | undefined> {
  const users = db.selectFrom("users").select(columns).where("email", "=", email);
  const row = await users.executeTakeFirst();
  return row && toUser(row);
}

export async function getUserById(db: Database, id: number): Promise<User> {
  const users = db.selectFrom("users").select(columns).where("id", "=", id);
  return toUser(await users.executeTakeFirstOrThrow());
}

/** Makes a user whose password is good for one login. @returns their number */
export async function createInvitedUser(
  trx: Database,
  { email, passwordHash }: { email: string; passwordHash: string },
): Promise<number> {
  const name = email.split("@")[0] ?? email;
  const row = await trx
    .insertInto("users")
    .values({ email, name, passwordHash, isPasswordForOnce: 1, createdAt: Date.now() })
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
    .set({ passwordHash, isPasswordForOnce: 0 })
    .where("id", "=", id)
    .where("passwordHash", "=", former)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives a user who comes back a password that is good for one login. */
export async function setPasswordForOnce(
  trx: Database,
  userId: number,
  passwordHash: string,
): Promise<void> {
  await trx
    .updateTable("users")
    .set({ passwordHash, isPasswordForOnce: 1 })
    .where("id", "=", userId)
    .execute();
}
