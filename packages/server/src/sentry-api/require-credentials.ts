import type { FastifyReply, FastifyRequest } from "fastify";
import { markSessionUsed } from "../accounts/session-store.ts";
import type { Database } from "../db/database.ts";
import {
  findPrincipal,
  findPrincipalOfSession,
  type Principal,
} from "../organizations/principal-store.ts";
import { markTokenUsed } from "../organizations/token-store.ts";
import { ApiError } from "./api-error.ts";
import { refuseForgedRequest } from "./auth/refuse-forged-request.ts";
import { readSessionCookie } from "./auth/session-cookie.ts";

/** A hook that lets only known tokens and sessions pass. A token goes before a cookie. */
export function requireCredentials(db: Database) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { authorization } = request.headers;
    const session = readSessionCookie(request);
    request.principal =
      authorization === undefined && session !== undefined
        ? await getPrincipalOfSession(db, request, session)
        : await getPrincipalOfToken(db, authorization ?? "", reply);
  };
}

async function getPrincipalOfToken(
  db: Database,
  authorization: string,
  reply: FastifyReply,
): Promise<Principal> {
  const [scheme, token] = authorization.split(" ", 2);
  if (scheme?.toLowerCase() !== "bearer" || !token) {
    void reply.header("www-authenticate", 'Bearer realm="api"');
    throw new ApiError(401, "Authentication credentials were not provided.");
  }
  const principal = await findPrincipal(db, token);
  if (!principal) throw new ApiError(401, "Invalid token");
  return principal;
}

async function getPrincipalOfSession(
  db: Database,
  request: FastifyRequest,
  secret: string,
): Promise<Principal> {
  const principal = await findPrincipalOfSession(db, secret, Date.now());
  if (!principal) throw new ApiError(401, "The session has ended. Log in again.");
  refuseForgedRequest(request);
  return principal;
}

/** Finer than this, nobody needs to know when a token or a session was last used. */
const USE_INTERVAL_MS = 60_000;

/** With it a page of ours says that it asks by itself: nobody has touched it for long. */
const UNATTENDED = "x-unattended";

/**
 * A hook that notes when tokens and sessions are used, after the answer: nobody waits for it. A page that
 * was left open, and follows what changes, does not keep its session from ending.
 */
export function noteUse(db: Database) {
  return async ({ principal, log, headers }: FastifyRequest): Promise<void> => {
    if (headers[UNATTENDED] !== undefined) return;
    const at = Date.now();
    const before = at - USE_INTERVAL_MS;
    if (!principal || (principal.credential.lastUsedAt ?? 0) >= before) return;
    const { kind, id } = principal.credential;
    try {
      const mark = kind === "token" ? markTokenUsed : markSessionUsed;
      await mark(db, id, { at, before });
    } catch (err) {
      log.warn({ err }, `could not note that a ${kind} was used`);
    }
  };
}
