import { type Actor, recordActOfUser } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { isPassword } from "../organizations/password.ts";
import { beginAttempt, forgetAttempts } from "./login-attempt-store.ts";
import { networkOf } from "./network-of.ts";
import { changeUser, getUserById, type User } from "./user-store.ts";

interface UserChange {
  /** What is left out stays. */
  name: string | undefined;
  email: string | undefined;
  /** The one that the user has. */
  password: string;
  actor: Actor;
}

export type UserChangeResult =
  | { kind: "changed"; user: Pick<User, "id" | "email" | "name"> }
  | { kind: "refused" | "too-many" | "email-taken" };

/**
 * Changes how a user is called, and with which address they log in, when they know their password:
 * who finds a browser unattended cannot take the account over. Guesses count as those at login do.
 */
export async function changeOwnUser(
  db: Database,
  userId: number,
  { password, actor, ...asked }: UserChange,
): Promise<UserChangeResult> {
  const user = await getUserById(db, userId);
  const attempt = { email: user.email, address: networkOf(actor.address ?? "") };
  const mayTry = await db.transaction().execute((trx) => beginAttempt(trx, attempt, Date.now()));
  if (!mayTry) return { kind: "too-many" };
  if (!(await isPassword(password, user.passwordHash))) return { kind: "refused" };
  const name = asked.name ?? user.name;
  const email = asked.email?.toLowerCase() ?? user.email;
  return db.transaction().execute(async (trx) => {
    await forgetAttempts(trx, attempt);
    if (!(await changeUser(trx, user, { name, email }))) return { kind: "email-taken" };
    const data = { name, formerName: user.name, formerEmail: user.email };
    await recordActOfUser(trx, { userId, actor, event: "user.edit", target: email, data });
    return { kind: "changed", user: { id: userId, name, email } };
  });
}
