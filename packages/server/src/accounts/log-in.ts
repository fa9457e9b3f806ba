import { type Actor, recordActOfUser } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { hasMembership } from "../organizations/member-store.ts";
import { hashPassword, isAcceptablePassword, isPassword } from "../organizations/password.ts";
import { beginAttempt, forgetAttempts } from "./login-attempt-store.ts";
import { networkOf } from "./network-of.ts";
import { createSession, deleteEndedSessions, deleteSessionOf } from "./session-store.ts";
import { findUserByEmail, replacePassword, type User } from "./user-store.ts";

export interface Login {
  email: string;
  password: string;
  /** Takes the place of a password that was made for an invitation. */
  newPassword: string | undefined;
  /** Where the request comes from. */
  address: string;
  /** The secret of the session that the browser was in: it ends. */
  formerSession: string | undefined;
}

export type LoginResult =
  | { kind: "in"; user: User; session: string }
  | { kind: "refused" }
  | { kind: "too-many" }
  /** Others are being looked at. */
  | { kind: "busy" }
  /** The password was right, but it is for one login, in which another one is chosen. */
  | { kind: "new-password-needed" }
  | { kind: "unacceptable-password" }
  /** The password was right, and its time is over. */
  | { kind: "invitation-over" };

/** Each takes a tenth of a second of a core: who comes after these is to come again. */
const MOST_AT_ONCE = 5;
let underWay = 0;

/**
 * Begins a session for who knows the password. How long it takes does not tell whether there is such a
 * user. What was tried before counts, by account and by address.
 */
export async function logIn(db: Database, login: Login): Promise<LoginResult> {
  if (underWay >= MOST_AT_ONCE) return { kind: "busy" };
  underWay += 1;
  try {
    return await tryToLogIn(db, login);
  } finally {
    underWay -= 1;
  }
}

async function tryToLogIn(db: Database, login: Login): Promise<LoginResult> {
  const email = login.email.trim().toLowerCase();
  const attempt = { email, address: networkOf(login.address) };
  const mayTry = await db.transaction().execute((trx) => beginAttempt(trx, attempt, Date.now()));
  if (!mayTry) return { kind: "too-many" };
  const user = await findUserByEmail(db, email);
  const isRight = await isPassword(login.password, user?.passwordHash);
  if (!user || !isRight) return refuse(db, user, login.address);
  const until = user.passwordForOnceUntil;
  if (until === null) return begin(db, user, { ...login, attempt });
  if (until <= Date.now()) return { kind: "invitation-over" };
  if (login.newPassword === undefined) return { kind: "new-password-needed" };
  if (!isAcceptablePassword(login.newPassword) || login.newPassword === login.password) {
    return { kind: "unacceptable-password" };
  }
  const passwordHash = await hashPassword(login.newPassword);
  return begin(db, user, { ...login, attempt, passwordHash });
}

async function refuse(db: Database, user: User | undefined, address: string): Promise<LoginResult> {
  if (user) {
    const act = { event: "user.login-failed", target: user.email } as const;
    await db.transaction().execute((trx) => recordActOfUser(trx, { ...act, ...by(user, address) }));
  }
  return { kind: "refused" };
}

function begin(
  db: Database,
  user: User,
  login: Login & { attempt: { email: string; address: string }; passwordHash?: string },
): Promise<LoginResult> {
  const { attempt, passwordHash, formerSession, address } = login;
  const now = Date.now();
  return db.transaction().execute(async (trx) => {
    if (!(await hasMembership(trx, user.id))) return { kind: "refused" };
    // Two logins with a password for once: the second finds another password.
    if (passwordHash && !(await replacePassword(trx, user, passwordHash))) {
      return { kind: "refused" };
    }
    await forgetAttempts(trx, attempt);
    if (formerSession !== undefined) await deleteSessionOf(trx, formerSession);
    await deleteEndedSessions(trx, now);
    const act = { event: "user.login", target: user.email } as const;
    await recordActOfUser(trx, { ...act, ...by(user, address) });
    return { kind: "in", user, session: await createSession(trx, user.id, now) };
  });
}

function by({ id, email }: User, address: string): { userId: number; actor: Actor } {
  return { userId: id, actor: { userId: id, name: email, address } };
}
