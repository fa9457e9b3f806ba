import type { FastifyRequest } from "fastify";
import type { Actor } from "../audit/audit-log-store.ts";
import type { Database } from "../db/database.ts";
import { findOrganization, type Organization } from "../organizations/organization-store.ts";
import type { Principal, UserPrincipal } from "../organizations/principal-store.ts";
import { ApiError, notFound } from "./api-error.ts";
import { refuseMissingScope } from "./operations/refuse-missing-scope.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set by `requireCredentials` on every route of the API. */
    principal: Principal | undefined;
  }
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

/** Who calls, and from where, for the audit log. */
export function getActor(request: FastifyRequest): Actor {
  const principal = getPrincipal(request);
  const address = request.ip;
  if (principal.kind === "user") {
    return { userId: principal.userId, name: principal.email, address };
  }
  return { userId: null, name: `token "${principal.name}"`, address };
}

/**
 * The organization in the path, by slug or number, when the caller belongs to it.
 * @throws ApiError 403 when the caller's role there does not allow what is asked
 */
export async function getOrganizationFor(
  db: Database,
  request: FastifyRequest,
  idOrSlug: string,
): Promise<Organization> {
  const principal = getPrincipal(request);
  const organization = await findOrganization(db, idOrSlug, principal);
  if (!organization) throw notFound();
  if (principal.kind === "user") {
    refuseMissingScope(request, principal.scopesIn.get(organization.id) ?? []);
  }
  return organization;
}
