import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { type NewCodeMapping, storeCodeMapping } from "../../integrations/code-mapping-store.ts";
import { toRepositoryName } from "../../integrations/repository-name.ts";
import { findRepositoryByName } from "../../integrations/repository-store.ts";
import { findProject } from "../../organizations/project-store.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { defaultBranch, rootProblem, rootsShape } from "./roots.ts";

/** What sentry-cli sends in one call; it divides what is more. */
const MOST_MAPPINGS = 300;

const mapping = z.object(rootsShape);

const body = z.object({
  project: z.union([z.string(), z.number().transform(String)]),
  repository: z.string().min(1, "Name the repository, KEY/slug.").max(200),
  defaultBranch,
  mappings: z
    .array(mapping)
    .min(1, "There is no mapping to keep.")
    .max(MOST_MAPPINGS, `At most ${MOST_MAPPINGS} mappings come in one call.`),
});

interface Outcome extends z.infer<typeof mapping> {
  status: "created" | "updated" | "error";
  detail?: string;
}

/**
 * `POST /api/0/organizations/{organization}/code-mappings/bulk/`, as `sentry-cli code-mappings upload`
 * uses it. A mapping that is wrong does not stop the others: the answer says of each what became of it.
 */
export function uploadCodeMappings(app: Api, { db }: { db: Database }): void {
  const params = z.object({ organization: z.string() });
  app.post(
    "/api/0/organizations/:organization/code-mappings/bulk/",
    { schema: { params, body } },
    async (request) => {
      const organization = await getOrganizationFor(db, request, request.params.organization);
      const { project: idOrSlug, repository: name, mappings } = request.body;
      const project = await findProject(db, organization.id, idOrSlug);
      if (!project) throw new ApiError(400, `There is no project ${idOrSlug}.`);
      const repository = await findNamedRepository(db, organization.id, name);
      const target = {
        projectId: project.id,
        repositoryId: repository.id,
        defaultBranch: request.body.defaultBranch,
      };
      const outcomes = await db.transaction().execute(async (trx) => {
        const stored: Outcome[] = [];
        for (const roots of mappings) stored.push(await store(trx, { ...target, ...roots }));
        return stored;
      });
      const count = (status: Outcome["status"]) =>
        outcomes.filter((outcome) => outcome.status === status).length;
      return {
        created: count("created"),
        updated: count("updated"),
        errors: count("error"),
        mappings: outcomes,
      };
    },
  );
}

async function store(trx: Database, wanted: NewCodeMapping): Promise<Outcome> {
  const { stackRoot, sourceRoot } = wanted;
  const detail = rootProblem("stackRoot", stackRoot) ?? rootProblem("sourceRoot", sourceRoot);
  if (detail !== undefined) return { stackRoot, sourceRoot, status: "error", detail };
  return { stackRoot, sourceRoot, status: await storeCodeMapping(trx, wanted) };
}

async function findNamedRepository(db: Database, organizationId: number, name: string) {
  const repository = await findRepositoryByName(db, organizationId, toRepositoryName(name));
  if (repository) return repository;
  throw new ApiError(
    400,
    `There is no linked repository ${name}. Link it to this organization, or give a name that \`sentry-cli repos list\` shows with --repo.`,
  );
}
