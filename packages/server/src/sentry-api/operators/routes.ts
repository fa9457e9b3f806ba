import type { Api } from "../api.ts";
import { getMetrics, type MetricsDeps } from "./get-metrics.ts";
import { getReadiness, type ReadinessDeps } from "./get-readiness.ts";

export type OperatorRoutesDeps = MetricsDeps & ReadinessDeps;

/** What those who run the service ask, and their load balancer and Prometheus; see docs/operating.md. */
export function operatorRoutes(app: Api, deps: OperatorRoutesDeps): void {
  // The process lives: nothing else is looked at, so that nobody restarts it for a database that is away.
  app.get("/healthz", () => ({ status: "ok" }));
  // The same, where monitors of a Sentry ask.
  app.get("/_health/", () => "ok");
  getReadiness(app, deps);
  getMetrics(app, deps);
}
