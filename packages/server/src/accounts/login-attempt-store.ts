import type { Database } from "../db/database.ts";

export const ATTEMPT_WINDOW_MS = 15 * 60_000;
/** From anywhere, so that many addresses do not guess one password together. */
const ATTEMPTS_PER_ACCOUNT = 10;
/** For all accounts, so that one address does not try one password on each. */
const ATTEMPTS_PER_ADDRESS = 30;

interface Attempt {
  email: string;
  address: string;
}

/**
 * Counts an attempt before its password is looked at, so that many at once do not pass together.
 * @returns false when there were too many within the window; such an attempt is not counted
 */
export async function beginAttempt(
  trx: Database,
  { email, address }: Attempt,
  now: number,
): Promise<boolean> {
  await trx
    .deleteFrom("loginAttempts")
    .where("attemptedAt", "<=", now - ATTEMPT_WINDOW_MS)
    .execute();
  const ofAccount = await countAttempts(trx, "email", email);
  const ofAddress = await countAttempts(trx, "address", address);
  if (ofAccount >= ATTEMPTS_PER_ACCOUNT || ofAddress >= ATTEMPTS_PER_ADDRESS) return false;
  await trx.insertInto("loginAttempts").values({ email, address, attemptedAt: now }).execute();
  return true;
}

async function countAttempts(trx: Database, column: "email" | "address", value: string) {
  const { count } = await trx
    .selectFrom("loginAttempts")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where(column, "=", value)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whoever knows the password has not guessed it. */
export async function forgetAttempts(trx: Database, { email, address }: Attempt): Promise<void> {
  await trx
    .deleteFrom("loginAttempts")
    .where("email", "=", email)
    .where("address", "=", address)
    .execute();
}
