import { randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import { hashToken } from "../organizations/api-token.ts";

/** After this long without a request nobody sits there any more. */
export const SESSION_IDLE_MS = 12 * 60 * 60_000;
/** After this long everybody logs in again. */
export const SESSION_AGE_MS = 14 * 24 * 60 * 60_000;

export interface Session {
  id: number;
  userId: number;
  lastUsedAt: number;
}

/** Begins a session. @returns its secret, which is not kept */
export async function createSession(trx: Database, userId: number, now: number): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const secretHash = hashToken(secret);
  await trx
    .insertInto("sessions")
    .values({ secretHash, userId, createdAt: now, lastUsedAt: now })
    .execute();
  return secret;
}

/** The session of this secret, unless it has ended by itself. */
export function findSession(
  db: Database,
  secret: string,
  now: number,
): Promise<Session | undefined> {
  return db
    .selectFrom("sessions")
    .select(["id", "userId", "lastUsedAt"])
    .where("secretHash", "=", hashToken(secret))
    .where("lastUsedAt", ">", now - SESSION_IDLE_MS)
    .where("createdAt", ">", now - SESSION_AGE_MS)
    .executeTakeFirst();
}

/** Remembers that a session was used, unless that is known of the time since `before`. */
export async function markSessionUsed(
  db: Database,
  id: number,
  { at, before }: { at: number; before: number },
): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ lastUsedAt: at })
    .where("id", "=", id)
    .where("lastUsedAt", "<", before)
    .execute();
}

export async function deleteSession(db: Database, id: number): Promise<void> {
  await db.deleteFrom("sessions").where("id", "=", id).execute();
}

/** Ends what a browser brought with it, if it is a session. */
export async function deleteSessionOf(db: Database, secret: string): Promise<void> {
  await db.deleteFrom("sessions").where("secretHash", "=", hashToken(secret)).execute();
}

export async function deleteSessionsOfUser(trx: Database, userId: number): Promise<void> {
  await trx.deleteFrom("sessions").where("userId", "=", userId).execute();
}

/** Those that have ended by themselves. */
export async function deleteEndedSessions(trx: Database, now: number): Promise<void> {
  await trx
    .deleteFrom("sessions")
    .where((eb) =>
      eb.or([
        eb("lastUsedAt", "<=", now - SESSION_IDLE_MS),
        eb("createdAt", "<=", now - SESSION_AGE_MS),
      ]),
    )
    .execute();
}
