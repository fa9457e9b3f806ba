import { type Actor, recordActOfUser } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { hashPassword, isAcceptablePassword, isPassword } from "../organizations/password.ts";
import { beginAttempt, forgetAttempts } from "./login-attempt-store.ts";
import { networkOf } from "./network-of.ts";
import { createSession, deleteSessionsOfUser } from "./session-store.ts";
import { getUserById, replacePassword } from "./user-store.ts";

export type PasswordChangeResult =
  /** All other sessions have ended; this one takes the place of the one that asked. */
  { kind: "changed"; session: string } | { kind: "refused" | "too-many" | "unacceptable-password" };

/** Changes the password of a user who knows the one they have. Guesses count as those at login do. */
export async function changePassword(
  db: Database,
  userId: number,
  { password, newPassword, actor }: { password: string; newPassword: string; actor: Actor },
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
    await recordActOfUser(trx, {
      userId,
      event: "user.password-change",
      actor,
      target: user.email,
    });
    return { kind: "changed", session: await createSession(trx, userId, Date.now()) };
  });
}
