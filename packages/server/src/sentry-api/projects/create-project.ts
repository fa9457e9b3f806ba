import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Organization } from "../../organizations/organization-store.ts";
import { createProject as insertProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { isDefaultTeam } from "../teams/default-team.ts";
import { projectBody } from "./project-body.ts";
import { SLUG_RULE, slugOf } from "./slug.ts";
import { showProjects } from "./show-projects.ts";

/**
 * `POST /api/0/organizations/{organization}/projects/`, and Sentry's older address below a team;
 * without a slug one is made of the name.
 */
export function createProject(app: Api, { db }: { db: Database }): void {
  app.post(
    "/api/0/organizations/:organization/projects/",
    { schema: { params: z.object({ organization: z.string() }), body: projectBody } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      return answerNewProject(db, request, reply, organization);
    },
  );
  const params = z.object({ organization: z.string(), team: z.string() });
  app.post(
    "/api/0/teams/:organization/:team/projects/",
    { schema: { params, body: projectBody } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      if (!isDefaultTeam(organization, request.params.team)) {
        throw notFound(`The only team is the organization itself: ${organization.slug}.`);
      }
      return answerNewProject(db, request, reply, organization);
    },
  );
}

async function answerNewProject(
  db: Database,
  request: FastifyRequest<{ Body: z.infer<typeof projectBody> }>,
  reply: FastifyReply,
  organization: Organization,
) {
  const { name, slug: given, platform = null } = request.body;
  const slug = given ?? slugOf(name);
  if (slug === undefined) {
    throw new ApiError(400, {
      slug: [`No slug can be made of this name. Give one: ${SLUG_RULE}`],
    });
  }
  const organizationId = organization.id;
  const project = await insertProject(db, { organizationId, slug, name, platform });
  if (!project) throw new ApiError(409, `A project with the slug ${slug} already exists.`);
  const [shown] = await showProjects(db, request, organization, [project]);
  return reply.status(201).send(shown);
}
