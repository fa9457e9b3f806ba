import type { Api } from "../api.ts";
import type { ChangeReleaseDeps } from "./change-release.ts";
import { createDeploy } from "./create-deploy.ts";
import { createRelease } from "./create-release.ts";
import { deleteRelease } from "./delete-release.ts";
import { getAdoption } from "./get-adoption.ts";
import { getPreviousRelease } from "./get-previous-release.ts";
import { getRelease } from "./get-release.ts";
import { listDeploysOfRelease } from "./list-deploys.ts";
import { listActivitiesOfRelease } from "./list-release-activities.ts";
import { listCommitsOfRelease } from "./list-release-commits.ts";
import { listFilesOfRelease } from "./list-release-files.ts";
import { listRepositoriesOfRelease } from "./list-release-repositories.ts";
import { listReleasesOfScope } from "./list-releases.ts";
import { listResolvedIssuesOfRelease } from "./list-resolved-issues.ts";
import { refetchCommitsOfRelease } from "./refetch-commits.ts";
import { updateRelease } from "./update-release.ts";

export type ReleaseRoutesDeps = ChangeReleaseDeps & { publicUrl: string };

/** Releases with their commits and deploys, as `sentry-cli releases` uses them. */
export function releaseRoutes(app: Api, deps: ReleaseRoutesDeps): void {
  listReleasesOfScope(app, deps);
  createRelease(app, deps);
  getRelease(app, deps);
  updateRelease(app, deps);
  deleteRelease(app, deps);
  listCommitsOfRelease(app, deps);
  refetchCommitsOfRelease(app, deps);
  listFilesOfRelease(app, deps);
  getPreviousRelease(app, deps);
  listDeploysOfRelease(app, deps);
  createDeploy(app, deps);
  listActivitiesOfRelease(app, deps);
  listResolvedIssuesOfRelease(app, deps);
  listRepositoriesOfRelease(app, deps);
  getAdoption(app, deps);
}
