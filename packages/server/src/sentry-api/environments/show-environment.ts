import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findEnvironments } from "../../organizations/environment-store.ts";
import type { Project } from "../../organizations/project-store.ts";
import { notFound } from "../api-error.ts";
import { toSentryEnvironment } from "./to-sentry-environment.ts";

export const ENVIRONMENT_PATH = "/api/0/projects/:organization/:project/environments/:environment/";

export const environmentParams = z.object({
  organization: z.string(),
  project: z.string(),
  environment: z.string(),
});

/** @throws ApiError 404 when the project has no environment of that name */
export async function showEnvironment(db: Database, project: Project, name: string) {
  const [environment] = await findEnvironments(db, project.id, [name]);
  if (!environment) throw notFound(`The project has no environment ${name}.`);
  return toSentryEnvironment(environment);
}
