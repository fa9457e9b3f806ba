import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Upstream } from "../../upstream/types.ts";
import { findUpstream } from "../../upstream/upstream-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const upstreamParams = z.object({ organization: z.string() });

/** The upstream of the organization in the path, when the caller may act on that. */
export async function getUpstreamFor(
  db: Database,
  request: FastifyRequest,
  { organization }: z.infer<typeof upstreamParams>,
): Promise<Upstream> {
  const { id } = await getOrganizationFor(db, request, organization);
  const upstream = await findUpstream(db, id);
  if (upstream) return upstream;
  throw notFound("No upstream is connected: this organization has the built-in tracker.");
}
