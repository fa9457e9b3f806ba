import type { Generated } from "kysely";
import type { Json } from "./json.ts";

/** Who has logged in, who tried, and what was done by whom. */
export interface AccessTables {
  sessions: SessionsTable;
  loginAttempts: LoginAttemptsTable;
  auditLog: AuditLogTable;
}

/** A browser in which a user is logged in. */
interface SessionsTable {
  id: Generated<number>;
  secretHash: string;
  userId: number;
  createdAt: number;
  /** To the minute. */
  lastUsedAt: number;
}

/** Those that failed or are under way. */
interface LoginAttemptsTable {
  id: Generated<number>;
  /** As it was typed, in lower case; there need be no such user. */
  email: string;
  address: string;
  attemptedAt: number;
}

interface AuditLogTable {
  id: Generated<number>;
  organizationId: number;
  /** Sentry's name of it where Sentry has one: `member.add`. */
  event: string;
  /** Null when it was no user, or one that is gone. */
  userId: number | null;
  /** Who it was, as a person reads it: an e-mail address, or which token. */
  actor: string;
  /** Where the request came from; null when no request asked for it. */
  address: string | null;
  /** What it was done to, as a person reads it. */
  target: string;
  data: Json;
  createdAt: number;
}
