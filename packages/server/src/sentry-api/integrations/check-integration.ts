import type { IntegrationHealthAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { worstLevel } from "../../doctor/finding.ts";
import {
  findIntegrationCheck,
  type IntegrationCheck,
} from "../../doctor/integration-check-store.ts";
import { lookAtIntegration } from "../../doctor/look-at-integration.ts";
import type { Api } from "../api.ts";
import { toSentryDate } from "../to-sentry-date.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

const PATH = "/api/0/organizations/:organization/integrations/:integration/check/";

/**
 * `GET …/integrations/{integration}/check/` (ours): what the last look found of both directions, `POST` looks
 * again: it asks the host as the doctor does, has it call us, and when all is well, has what waits tried at once.
 */
export function checkInstalledIntegration(
  app: Api,
  deps: Parameters<typeof lookAtIntegration>[0],
): void {
  const schema = { params: integrationParams };
  app.get(PATH, { schema }, async (request): Promise<IntegrationHealthAnswer> => {
    const { id } = await getIntegrationFor(deps.db, request, request.params);
    return toHealth(await findIntegrationCheck(deps.db, id));
  });
  app.post(PATH, { schema }, async (request): Promise<IntegrationHealthAnswer> => {
    const integration = await getIntegrationFor(deps.db, request, request.params);
    return toHealth(await lookAtIntegration(deps, integration));
  });
}

function toHealth(check: IntegrationCheck | undefined): IntegrationHealthAnswer {
  if (!check) return { checkedAt: null, level: null, findings: [] };
  const { at, findings } = check;
  const directed = findings.map((finding) => ({
    ...finding,
    direction: finding.direction ?? ("to-host" as const),
  }));
  return { checkedAt: toSentryDate(at), level: worstLevel(findings), findings: directed };
}
