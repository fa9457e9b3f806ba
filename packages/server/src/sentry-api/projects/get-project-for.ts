import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findProject, type Project } from "../../organizations/project-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

/** The project in the path, by slug or number, when the caller may see it. */
export async function getProjectFor(
  db: Database,
  request: FastifyRequest,
  params: { organization: string; project: string },
): Promise<{ organization: Organization; project: Project }> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const project = await findProject(db, organization.id, params.project);
  if (!project) throw notFound();
  return { organization, project };
}
