import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { createProject as insertProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { toSentryProject } from "./to-sentry-project.ts";

/** Part of every short id; only digits would read as a project's number in a path. */
const SLUG = /^(?!\d+$)[a-z0-9_][a-z0-9_-]*$/;
const LONGEST = 50;

const body = z.object({
  name: z.string().trim().min(1, "This field may not be blank.").max(LONGEST),
  slug: z.string().max(LONGEST).regex(SLUG, slugRule()).optional(),
  platform: z.string().max(64).nullish(),
});

/** `POST /api/0/organizations/{organization}/projects/`; without a slug one is made of the name. */
export function createProject(app: Api, { db }: { db: Database }): void {
  app.post(
    "/api/0/organizations/:organization/projects/",
    { schema: { params: z.object({ organization: z.string() }), body } },
    async (request, reply) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { name, platform } = request.body;
      const slug = request.body.slug ?? slugOf(name);
      const project = await insertProject(db, {
        organizationId: organization.id,
        slug,
        name,
        platform: platform ?? null,
      });
      if (!project) throw new ApiError(409, `A project with the slug ${slug} already exists.`);
      return reply.status(201).send(toSentryProject(project));
    },
  );
}

/** `Web Shop` → `web-shop` */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (!SLUG.test(slug)) {
    throw new ApiError(400, {
      slug: [`No slug can be made of this name. Give one: ${slugRule()}`],
    });
  }
  return slug;
}

function slugRule(): string {
  return "Use a-z, 0-9, _ and -, not beginning with - and not only digits.";
}
