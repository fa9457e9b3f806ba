import { approveAgain } from "../../integrations/approve-again.ts";
import type { InstallPipelineDeps } from "../../integrations/install-pipeline.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getUser } from "../authenticate.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";
import { logInstall } from "./log-install.ts";

/**
 * `POST …/integrations/{integration}/approve/` (ours): answers with the last step of an install, whose `oauthUrl`
 * leads to another approval for the same integration.
 */
export function approveIntegration(app: Api, deps: InstallPipelineDeps): void {
  app.post(
    "/api/0/organizations/:organization/integrations/:integration/approve/",
    { schema: { params: integrationParams } },
    async (request) => {
      const { userId, credential } = getUser(request);
      const integration = await getIntegrationFor(deps.db, request, request.params);
      const sessionId = credential.kind === "session" ? credential.id : null;
      const result = await approveAgain(deps, integration, { userId, sessionId });
      logInstall(request.log, result);
      if (result.kind === "failed") throw new ApiError(400, result.reason);
      return result.view;
    },
  );
}
