import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import { findRelease, hasReleaseProject, type Release } from "../../releases/release-store.ts";
import { notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { getProjectFor } from "../projects/get-project-for.ts";

/** Releases have two addresses in Sentry: sentry-cli 2 uses the one below a project, 3 the other. */
export const RELEASE_ROOTS = [
  "/api/0/organizations/:organization/releases/",
  "/api/0/projects/:organization/:project/releases/",
] as const;

/** Parameters of both addresses. */
export const scopeParams = z.object({ organization: z.string(), project: z.string().optional() });

export const releaseParams = scopeParams.extend({ version: z.string() });

/** Whose releases are meant: of an organization, or narrowed to one of its projects. */
export interface ReleaseScope {
  organization: Organization;
  project: Project | undefined;
}

export async function getReleaseScope(
  db: Database,
  request: FastifyRequest,
  { organization, project }: z.infer<typeof scopeParams>,
): Promise<ReleaseScope> {
  if (project !== undefined) {
    return getProjectFor(db, request, { organization, project });
  }
  const found = await getOrganizationFor(db, request, organization);
  return { organization: found, project: undefined };
}

/** The release in the path; a project's address shows only releases of that project. */
export async function getReleaseFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof releaseParams>,
): Promise<ReleaseScope & { release: Release }> {
  const scope = await getReleaseScope(db, request, params);
  const release = await findRelease(db, scope.organization.id, params.version);
  if (!release) throw notFound();
  if (scope.project && !(await hasReleaseProject(db, release.id, scope.project.id))) {
    throw notFound();
  }
  return { ...scope, release };
}
