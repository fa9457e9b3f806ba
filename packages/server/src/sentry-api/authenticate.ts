import type { FastifyReply, FastifyRequest } from "fastify";
import type { Database } from "../db/database.ts";
import { findOrganization, type Organization } from "../organizations/organization-store.ts";
import {
  findPrincipal,
  type Principal,
  type UserPrincipal,
} from "../organizations/principal-store.ts";
import { markTokenUsed } from "../organizations/token-store.ts";
import { ApiError, notFound } from "./api-error.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set by `requireToken` on every route of the API. */
    principal: Principal | undefined;
  }
}

/** A hook that lets only known tokens pass. */
export function requireToken(db: Database) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const [scheme, token] = (request.headers.authorization ?? "").split(" ", 2);
    if (scheme?.toLowerCase() !== "bearer" || !token) {
      void reply.header("www-authenticate", 'Bearer realm="api"');
      throw new ApiError(401, "Authentication credentials were not provided.");
    }
    const principal = await findPrincipal(db, token);
    if (!principal) throw new ApiError(401, "Invalid token");
    request.principal = principal;
  };
}

/** Finer than this, nobody needs to know when a token was last used. */
const USE_INTERVAL_MS = 60_000;

/** A hook that notes when tokens are used, after the answer: nobody waits for it. */
export function noteTokenUse(db: Database) {
  return async ({ principal, log }: FastifyRequest): Promise<void> => {
    const at = Date.now();
    const before = at - USE_INTERVAL_MS;
    if (!principal || (principal.lastUsedAt ?? 0) >= before) return;
    try {
      await markTokenUsed(db, principal.tokenId, { at, before });
    } catch (err) {
      log.warn({ err }, "could not note that a token was used");
    }
  };
}

/** Who calls. */
export function getPrincipal(request: FastifyRequest): Principal {
  if (!request.principal) throw new ApiError(401, "Authentication credentials were not provided.");
  return request.principal;
}

/** The user who calls, if it is one. */
export function findUserId(request: FastifyRequest): number | undefined {
  const principal = getPrincipal(request);
  return principal.kind === "user" ? principal.userId : undefined;
}

/** The user who calls, for what only a person can do. */
export function getUser(request: FastifyRequest): UserPrincipal {
  const principal = getPrincipal(request);
  if (principal.kind === "user") return principal;
  throw new ApiError(403, "An organization's token cannot do this: use the token of a user.");
}

/** The organization in the path, by slug or number, when the caller belongs to it. */
export async function getOrganizationFor(
  db: Database,
  request: FastifyRequest,
  idOrSlug: string,
): Promise<Organization> {
  const organization = await findOrganization(db, idOrSlug, getPrincipal(request));
  if (!organization) throw notFound();
  return organization;
}
