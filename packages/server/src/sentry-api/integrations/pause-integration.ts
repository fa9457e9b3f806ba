import type { Database } from "../../db/database.ts";
import { pauseIntegration, resumeIntegration } from "../../integrations/apply-pause.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Enqueue, WakeLanes } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";
import { toSentryIntegration } from "./to-sentry-integration.ts";

const PATH = "/api/0/organizations/:organization/integrations/:integration";

/**
 * `POST …/integrations/{integration}/pause/` and `…/resume/` (ours): whether jobs ask the host. Both answer
 * with the integration.
 */
export function pauseInstalledIntegration(
  app: Api,
  deps: { db: Database; registry: ProviderRegistry; wakeLanes: WakeLanes; enqueue: Enqueue },
): void {
  const { db, registry } = deps;
  const schema = { params: integrationParams };
  for (const [verb, apply] of [
    ["pause", pauseIntegration.bind(undefined, db)],
    ["resume", resumeIntegration.bind(undefined, db, deps)],
  ] as const) {
    app.post(`${PATH}/${verb}/`, { schema }, async (request) => {
      const integration = await getIntegrationFor(db, request, request.params);
      await apply(integration, getActor(request));
      const changed = await getIntegrationFor(db, request, request.params);
      return toSentryIntegration(changed, registry.get(changed.provider));
    });
  }
}
