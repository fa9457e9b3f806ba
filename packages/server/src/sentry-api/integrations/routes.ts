import { InstallPipeline, type InstallPipelineDeps } from "../../integrations/install-pipeline.ts";
import type { Installations } from "../../integrations/installations.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { advancePipeline } from "./advance-pipeline.ts";
import { approveIntegration } from "./approve-integration.ts";
import { checkInstalledIntegration } from "./check-integration.ts";
import { checkHost } from "./check-host.ts";
import { deleteIntegration } from "./delete-integration.ts";
import { getIntegration } from "./get-integration.ts";
import { getPipeline } from "./get-pipeline.ts";
import { linkRepositories } from "./link-repositories.ts";
import { getLinkProgress } from "./get-link-progress.ts";
import { endLinks } from "./end-links.ts";
import { listInstalledIntegrations } from "./list-integrations.ts";
import { listProviders } from "./list-providers.ts";
import { pauseInstalledIntegration } from "./pause-integration.ts";
import { rotateSecretsOfIntegration } from "./rotate-secrets.ts";
import { searchRepositories } from "./search-repositories.ts";

export interface IntegrationRoutesDeps extends InstallPipelineDeps {
  installations: Installations;
  enqueue: Enqueue;
}

/** Installing integrations, and what is installed. */
export function integrationRoutes(app: Api, deps: IntegrationRoutesDeps): void {
  const pipeline = new InstallPipeline(deps);
  listProviders(app, deps);
  checkHost(app, deps);
  advancePipeline(app, { ...deps, pipeline });
  getPipeline(app, { ...deps, pipeline });
  listInstalledIntegrations(app, deps);
  getIntegration(app, deps);
  deleteIntegration(app, deps);
  checkInstalledIntegration(app, deps);
  approveIntegration(app, deps);
  pauseInstalledIntegration(app, deps);
  rotateSecretsOfIntegration(app, deps);
  searchRepositories(app, deps);
  linkRepositories(app, deps);
  getLinkProgress(app, deps);
  endLinks(app, deps);
}
