import type { RotatedSecretsAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import type { Database } from "../../db/database.ts";
import { rotateHookSecrets } from "../../integrations/rotate-hook-secrets.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

/**
 * `POST …/integrations/{integration}/rotate-secrets/` (ours): 202; a job for each webhook gives it another
 * secret, and the old one is accepted until the new one has signed a push.
 */
export function rotateSecretsOfIntegration(
  app: Api,
  deps: { db: Database; secretBox: SecretBox; enqueue: Enqueue },
): void {
  app.post(
    "/api/0/organizations/:organization/integrations/:integration/rotate-secrets/",
    { schema: { params: integrationParams } },
    async (request, reply) => {
      const integration = await getIntegrationFor(deps.db, request, request.params);
      const repositories = await rotateHookSecrets(deps, integration, getActor(request));
      request.log.info({ integrationId: integration.id, repositories }, "webhook secrets rotated");
      return reply.status(202).send({ repositories } satisfies RotatedSecretsAnswer);
    },
  );
}
