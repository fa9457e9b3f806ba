import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { InstallPipeline, InstallResult } from "../../integrations/install-pipeline.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { ApiError, notFound } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor, getUser } from "../authenticate.ts";
import { logInstall } from "./log-install.ts";
import { toSentryIntegration } from "./to-sentry-integration.ts";

/** Begins with Sentry's sentence. */
export const NO_SESSION =
  'No active pipeline session. Begin one with {"action": "initialize", "provider": "bitbucket_server"}.';

/** Every step has fields of its own. */
const inputSchema = z.looseObject({
  action: z.string().optional(),
  provider: z.string().optional(),
});

export interface PipelineDeps {
  db: Database;
  registry: ProviderRegistry;
  pipeline: InstallPipeline;
}

/**
 * `POST /api/0/organizations/{organization}/pipeline/integration_pipeline/`: `{"action": "initialize",
 * "provider": key}` begins an install; any other body is the input of the current step.
 */
export function advancePipeline(app: Api, deps: PipelineDeps): void {
  app.post(
    "/api/0/organizations/:organization/pipeline/:pipeline/",
    {
      schema: {
        params: z.object({ organization: z.string(), pipeline: z.string() }),
        body: inputSchema,
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const organization = await getOrganizationFor(deps.db, request, params.organization);
      if (params.pipeline !== "integration_pipeline") throw notFound("Invalid pipeline type");
      const { userId, credential } = getUser(request);
      const owner = { organizationId: organization.id, userId };
      const sessionId = credential.kind === "session" ? credential.id : null;
      if (body.action === "initialize") {
        return deps.pipeline.start(owner, getProvider(deps, body.provider), sessionId);
      }
      const result = await deps.pipeline.advance(
        { ...owner, sessionId, address: request.ip },
        body,
      );
      logInstall(request.log, result);
      return answer(deps, reply, result);
    },
  );
}

function getProvider({ registry }: PipelineDeps, key: string | undefined): IntegrationProvider {
  if (!key) throw new ApiError(400, "provider is required.");
  const provider = registry.find(key);
  if (!provider) throw notFound(`Unknown provider: ${key}`);
  return provider;
}

function answer({ registry }: PipelineDeps, reply: FastifyReply, result: InstallResult) {
  switch (result.kind) {
    case "none":
      throw notFound(NO_SESSION);
    case "expired":
      throw notFound(`${NO_SESSION} The last one was begun more than an hour ago.`);
    case "invalid":
      throw new ApiError(400, result.fields);
    case "failed":
      throw new ApiError(400, { status: "error", data: { detail: result.reason } });
    case "complete": {
      const { integration } = result;
      const provider = registry.get(integration.provider);
      const data = { integration: toSentryIntegration(integration, provider) };
      return reply.send({ status: "complete", data });
    }
    case "advance":
    case "stay":
      return reply.send({ status: result.kind, ...result.view });
  }
}
