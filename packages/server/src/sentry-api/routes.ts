import type { ExamineDeps } from "../doctor/examine.ts";
import type { Api } from "./api.ts";
import { listAuditLogOfOrganization } from "./audit-log/list-audit-log.ts";
import { authRoutes, loginRoutes } from "./auth/routes.ts";
import { codeMappingRoutes } from "./code-mappings/routes.ts";
import { refuseDebugFiles } from "./debug-files/refuse-debug-files.ts";
import { type DeliveryRoutesDeps, deliveryRoutes } from "./deliveries/routes.ts";
import { eventRoutes } from "./events/routes.ts";
import { ingestRoutes } from "./ingest/routes.ts";
import { integrationRoutes, type IntegrationRoutesDeps } from "./integrations/routes.ts";
import { setupPage } from "./integrations/finish-setup.ts";
import { issueRoutes } from "./issues/routes.ts";
import { type JobRoutesDeps, jobRoutes } from "./jobs/routes.ts";
import { memberRoutes } from "./members/routes.ts";
import { getDoctor } from "./doctor/get-doctor.ts";
import { documentRoutes } from "./openapi/routes.ts";
import { requireScope } from "./operations/require-scope.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { relayCalls, type RelayCallsDeps } from "./relay/relay-calls.ts";
import { type ReleaseRoutesDeps, releaseRoutes } from "./releases/routes.ts";
import { type RepositoryRoutesDeps, repositoryRoutes } from "./repositories/routes.ts";
import { noteUse, requireCredentials } from "./require-credentials.ts";
import { getStacktraceLink } from "./stacktrace-links/get-stacktrace-link.ts";
import { suspectCommitRoutes } from "./suspect-commits/routes.ts";
import { tokenRoutes } from "./tokens/routes.ts";
import { upstreamRoutes, type UpstreamRoutesDeps } from "./upstream/routes.ts";

export type RoutesDeps = IntegrationRoutesDeps &
  RepositoryRoutesDeps &
  ReleaseRoutesDeps &
  DeliveryRoutesDeps &
  JobRoutesDeps &
  UpstreamRoutesDeps &
  RelayCallsDeps &
  ExamineDeps;

/** Everything that answers over HTTP, but the webhooks and what operators ask. */
export async function registerRoutes(app: Api, deps: RoutesDeps): Promise<void> {
  relayCalls(app, deps);
  setupPage(app, deps);
  documentRoutes(app, (described) => describedRoutes(described, deps));
  await describedRoutes(app, deps);
}

/** Everything that is declared in `operations/`: where SDKs report to, and what takes a token. */
async function describedRoutes(app: Api, deps: RoutesDeps): Promise<void> {
  await app.register(async (scope) => ingestRoutes(scope, deps));
  await app.register(async (scope: Api) => loginRoutes(scope, deps));
  await app.register(async (scope: Api) => {
    scope.addHook("onRequest", requireCredentials(deps.db));
    scope.addHook("onResponse", noteUse(deps.db));
    requireScope(scope);
    organizationRoutes(scope, deps);
    memberRoutes(scope, deps);
    listAuditLogOfOrganization(scope, deps);
    authRoutes(scope, deps);
    tokenRoutes(scope, deps);
    projectRoutes(scope, deps);
    integrationRoutes(scope, deps);
    upstreamRoutes(scope, deps);
    repositoryRoutes(scope, deps);
    codeMappingRoutes(scope, deps);
    issueRoutes(scope, deps);
    eventRoutes(scope, deps);
    releaseRoutes(scope, deps);
    suspectCommitRoutes(scope, deps);
    getStacktraceLink(scope, deps);
    await refuseDebugFiles(scope);
    deliveryRoutes(scope, deps);
    jobRoutes(scope, deps);
    getDoctor(scope, deps);
  });
}
