import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { findPresentSlug } from "../../organizations/former-slug-store.ts";
import { findProject, type Project } from "../../organizations/project-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { projectMoved } from "./project-moved.ts";

/**
 * The project in the path, by slug or number, when the caller may see it.
 * @throws ApiError that leads to its new address when it was renamed
 */
export async function getProjectFor(
  db: Database,
  request: FastifyRequest,
  params: { organization: string; project: string },
): Promise<{ organization: Organization; project: Project }> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const project = await findProject(db, organization.id, params.project);
  if (project) return { organization, project };
  const slug = await findPresentSlug(db, organization.id, params.project);
  throw slug === undefined ? notFound() : projectMoved(request, slug);
}
