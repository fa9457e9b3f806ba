import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import { summarizeProjects } from "../../organizations/project-summary-store.ts";
import { getPrincipal } from "../authenticate.ts";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { toSentryProject } from "./to-sentry-project.ts";

/** Projects of an organization with what has come to them, as the caller may see them. */
export async function showProjects(
  db: Database,
  request: FastifyRequest,
  organization: Organization,
  projects: Project[],
): Promise<ProjectAnswer[]> {
  if (projects.length === 0) return [];
  const { scopes } = getPrincipal(request);
  const ids = projects.map(({ id }) => id);
  const summaries = await summarizeProjects(db, ids);
  return projects.map((project) =>
    toSentryProject(project, { organization, scopes, summary: summaries.get(project.id) }),
  );
}
