import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { createLinkedRepository, type CreateRepositoryDeps } from "./create-repository.ts";
import { deleteKnownRepository } from "./delete-repository.ts";
import { findCommits } from "./find-commits.ts";
import { getCommit } from "./get-commit.ts";
import { getAccess } from "./get-access.ts";
import { getReconcile } from "./get-reconcile.ts";
import { getKnownRepository } from "./get-repository.ts";
import { listOrganizationRepositories } from "./list-repositories.ts";
import { listCommitsOfRepository } from "./list-repository-commits.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { startReconcile } from "./start-reconcile.ts";
import { testHook } from "./test-hook.ts";

export type RepositoryRoutesDeps = CreateRepositoryDeps & {
  enqueue: Enqueue;
  wakeLanes: WakeLanes;
};

/** An organization's repositories: linked ones, and those known only by commits that were sent. */
export function repositoryRoutes(app: Api, deps: RepositoryRoutesDeps): void {
  listOrganizationRepositories(app, deps);
  createLinkedRepository(app, deps);
  getKnownRepository(app, deps);
  listCommitsOfRepository(app, deps);
  getCommit(app, deps);
  findCommits(app, deps);
  deleteKnownRepository(app, deps);
  testHook(app, deps);
  getAccess(app, deps);
  getReconcile(app, deps);
  startReconcile(app, deps);
  rotateSecret(app, deps);
}
