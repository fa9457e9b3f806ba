import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import type { NewCodeMapping } from "../../integrations/code-mapping-store.ts";
import { findRepository } from "../../integrations/repository-store.ts";
import { findProject } from "../../organizations/project-store.ts";
import { ApiError } from "../api-error.ts";
import { defaultBranch, rootProblem, rootsShape } from "./roots.ts";

/** Clients of Sentry send numbers as they are or as text. */
const number = z
  .union([z.number(), z.string().regex(/^\d{1,15}$/)], "Give its number.")
  .transform(toRowId);

/** What `POST` and `PUT` of a single code mapping take. */
export const codeMappingBody = z.object({
  projectId: number,
  repositoryId: number,
  /** May be left out: a repository is linked through one integration only. */
  integrationId: number.optional(),
  ...rootsShape,
  defaultBranch,
});

/**
 * The code mapping that a request asks for.
 * @throws ApiError 400 when something that it names is not of the organization
 */
export async function readCodeMapping(
  db: Database,
  organizationId: number,
  { integrationId, ...mapping }: z.infer<typeof codeMappingBody>,
): Promise<NewCodeMapping> {
  for (const field of ["stackRoot", "sourceRoot"] as const) {
    const problem = rootProblem(field, mapping[field]);
    if (problem !== undefined) throw new ApiError(400, { [field]: [problem] });
  }
  const project = await findProject(db, organizationId, String(mapping.projectId));
  if (!project) throw new ApiError(400, { projectId: ["Project does not exist"] });
  const repository = await findRepository(db, mapping.repositoryId);
  const isLinked =
    repository?.organizationId === organizationId &&
    (integrationId === undefined || repository.integrationId === integrationId);
  if (!isLinked) throw new ApiError(400, { repositoryId: ["Repository does not exist"] });
  return mapping;
}

/** Clients of Sentry look for the first words of it. */
export function secondMapping({ stackRoot }: NewCodeMapping): ApiError {
  const sentence = `Code path config already exists with this project and stack trace root "${stackRoot}". Change that one.`;
  return new ApiError(400, { nonFieldErrors: [sentence] });
}
