import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findMember, findMembership, type Member } from "../../organizations/member-store.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getOrganizationFor, getUser } from "../authenticate.ts";

/** A membership by its number, or `me`. */
export const memberParams = z.object({ organization: z.string(), member: z.string() });

/** The member in the path, when the caller may act on their organization. */
export async function getMemberFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof memberParams>,
): Promise<{ organizationId: number; member: Member }> {
  const { id: organizationId } = await getOrganizationFor(db, request, params.organization);
  const member = await find(db, request, organizationId, params.member);
  if (!member)
    throw notFound(`There is no member ${params.member}. Its id is in the list of members.`);
  return { organizationId, member };
}

async function find(db: Database, request: FastifyRequest, organizationId: number, which: string) {
  if (which === "me") return findMember(db, organizationId, String(getUser(request).userId));
  return /^\d{1,15}$/.test(which) ? findMembership(db, organizationId, Number(which)) : undefined;
}

export function lastOwner(): ApiError {
  return new ApiError(403, "You cannot remove the only remaining owner of the organization.");
}
