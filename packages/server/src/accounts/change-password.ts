import { type Actor, recordActOfUser } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { hashPassword, isAcceptablePassword, isPassword } from "../organizations/password.ts";
import { deleteTokensOfUser } from "../organizations/token-store.ts";
import { beginAttempt, forgetAttempts } from "./login-attempt-store.ts";
import { networkOf } from "./network-of.ts";
import { createSession, deleteSessionsOfUser } from "./session-store.ts";
import { getUserById, replacePassword } from "./user-store.ts";

interface PasswordChange {
  password: string;
  newPassword: string;
  /** All that the user has: whoever knew the password may have made some. */
  takeBackTokens: boolean;
  actor: Actor;
}

export type PasswordChangeResult =
  /** All other sessions have ended; this one takes the place of the one that asked. */
  { kind: "changed"; session: string } | { kind: "refused" | "too-many" | "unacceptable-password" };

/** Changes the password of a user who knows the one they have. Guesses count as those at login do. */
export async function changePassword(
  db: Database,
  userId: number,
  { password, newPassword, takeBackTokens, actor }: PasswordChange,
): Promise<PasswordChangeResult> {
  const user = await getUserById(db, userId);
  if (!isAcceptablePassword(newPassword)) return { kind: "unacceptable-password" };
  const attempt = { email: user.email, address: networkOf(actor.address ?? "") };
  const mayTry = await db.transaction().execute((trx) => beginAttempt(trx, attempt, Date.now()));
  if (!mayTry) return { kind: "too-many" };
  if (!(await isPassword(password, user.passwordHash))) return { kind: "refused" };
  const passwordHash = await hashPassword(newPassword);
  return db.transaction().execute(async (trx) => {
    if (!(await replacePassword(trx, user, passwordHash))) return { kind: "refused" };
    await forgetAttempts(trx, attempt);
    await deleteSessionsOfUser(trx, userId);
    const act = { userId, actor };
    const target = user.email;
    await recordActOfUser(trx, { ...act, event: "user.password-change", target });
    const taken = takeBackTokens ? await deleteTokensOfUser(trx, userId) : [];
    for (const { name } of taken) {
      await recordActOfUser(trx, { ...act, event: "user-token.remove", target: name });
    }
    return { kind: "changed", session: await createSession(trx, userId, Date.now()) };
  });
}
