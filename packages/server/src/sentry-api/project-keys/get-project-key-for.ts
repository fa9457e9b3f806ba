import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findProjectKey, type ProjectKey } from "../../organizations/project-key-store.ts";
import { notFound } from "../api-error.ts";
import { getProjectFor } from "../projects/get-project-for.ts";

export const KEY_PATH = "/api/0/projects/:organization/:project/keys/:key/";

export const keyParams = z.object({
  organization: z.string(),
  project: z.string(),
  key: z.string(),
});

/** The key in the path, when the caller may see its project. */
export async function getProjectKeyFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof keyParams>,
): Promise<ProjectKey> {
  const { project } = await getProjectFor(db, request, params);
  const key = await findProjectKey(db, project.id, params.key);
  if (!key) throw notFound();
  return key;
}
