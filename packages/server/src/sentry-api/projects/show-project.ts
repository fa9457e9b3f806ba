import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import { toSentryOrganization } from "../organizations/to-sentry-organization.ts";
import { ABSENT_SETTINGS } from "./absent-settings.ts";
import { showProjects } from "./show-projects.ts";

/** A project alone, with its organization and its settings. */
export async function showProject(
  { db, publicUrl }: { db: Database; publicUrl: string },
  request: FastifyRequest,
  organization: Organization,
  project: Project,
) {
  const [shown] = await showProjects(db, request, organization, [project]);
  return {
    ...shown,
    ...ABSENT_SETTINGS,
    avatar: { avatarType: "letter_avatar", avatarUuid: null },
    color: "#3f70bf",
    status: "active",
    organization: toSentryOrganization(organization, publicUrl),
  };
}
