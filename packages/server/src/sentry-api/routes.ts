import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { noteTokenUse, requireToken } from "./authenticate.ts";
import type { Api } from "./api.ts";
import { codeMappingRoutes } from "./code-mappings/routes.ts";
import { refuseDebugFiles } from "./debug-files/refuse-debug-files.ts";
import { eventRoutes } from "./events/routes.ts";
import { ingestRoutes } from "./ingest/routes.ts";
import { integrationRoutes, type IntegrationRoutesDeps } from "./integrations/routes.ts";
import { setupPage } from "./integrations/finish-setup.ts";
import { issueRoutes } from "./issues/routes.ts";
import { type JobRoutesDeps, jobRoutes } from "./jobs/routes.ts";
import { documentRoutes } from "./openapi/routes.ts";
import { requireScope } from "./operations/require-scope.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { projectRoutes } from "./projects/routes.ts";
import { type ReleaseRoutesDeps, releaseRoutes } from "./releases/routes.ts";
import { type RepositoryRoutesDeps, repositoryRoutes } from "./repositories/routes.ts";
import { getStacktraceLink } from "./stacktrace-links/get-stacktrace-link.ts";
import { suspectCommitRoutes } from "./suspect-commits/routes.ts";
import { tokenRoutes } from "./tokens/routes.ts";

export type RoutesDeps = IntegrationRoutesDeps &
  RepositoryRoutesDeps &
  ReleaseRoutesDeps &
  JobRoutesDeps;

/** Everything that answers over HTTP, but the webhooks. */
export async function registerRoutes(app: Api, deps: RoutesDeps): Promise<void> {
  healthRoutes(app, deps.db);
  setupPage(app, deps);
  documentRoutes(app, (described) => describedRoutes(described, deps));
  await describedRoutes(app, deps);
}

/** Everything that is declared in `operations/`: where SDKs report to, and what takes a token. */
async function describedRoutes(app: Api, deps: RoutesDeps): Promise<void> {
  await app.register(async (scope) => ingestRoutes(scope, deps));
  await app.register(async (scope: Api) => {
    scope.addHook("onRequest", requireToken(deps.db));
    scope.addHook("onResponse", noteTokenUse(deps.db));
    requireScope(scope);
    organizationRoutes(scope, deps);
    tokenRoutes(scope, deps);
    projectRoutes(scope, deps);
    integrationRoutes(scope, deps);
    repositoryRoutes(scope, deps);
    codeMappingRoutes(scope, deps);
    issueRoutes(scope, deps);
    eventRoutes(scope, deps);
    releaseRoutes(scope, deps);
    suspectCommitRoutes(scope, deps);
    getStacktraceLink(scope, deps);
    await refuseDebugFiles(scope);
    jobRoutes(scope, deps);
  });
}

/** For operators: the process lives, which Sentry's monitors ask at `/_health/`; it can do its work. */
function healthRoutes(app: Api, db: Database): void {
  app.get("/healthz", () => ({ status: "ok" }));
  app.get("/_health/", () => "ok");
  app.get("/readyz", async () => {
    await sql`select 1`.execute(db);
    return { status: "ok" };
  });
}
