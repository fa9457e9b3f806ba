import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { createLinkedRepository, type CreateRepositoryDeps } from "./create-repository.ts";
import { deleteLinkedRepository } from "./delete-repository.ts";
import { getAccess } from "./get-access.ts";
import { getReconcile } from "./get-reconcile.ts";
import { getLinkedRepository } from "./get-repository.ts";
import { listOrganizationRepositories } from "./list-repositories.ts";
import { listCommitsOfRepository } from "./list-repository-commits.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { startReconcile } from "./start-reconcile.ts";
import { testHook } from "./test-hook.ts";

export type RepositoryRoutesDeps = CreateRepositoryDeps & { enqueue: Enqueue };

/** Repositories that are linked to an organization. */
export function repositoryRoutes(app: Api, deps: RepositoryRoutesDeps): void {
  listOrganizationRepositories(app, deps);
  createLinkedRepository(app, deps);
  getLinkedRepository(app, deps);
  listCommitsOfRepository(app, deps);
  deleteLinkedRepository(app, deps);
  testHook(app, deps);
  getAccess(app, deps);
  getReconcile(app, deps);
  startReconcile(app, deps);
  rotateSecret(app, deps);
}
