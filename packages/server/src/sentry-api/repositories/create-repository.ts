import type { FastifyBaseLogger } from "fastify";
import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import { findIntegration, type StoredIntegration } from "../../integrations/integration-store.ts";
import { IntegrationError } from "../../integrations/integration-error.ts";
import {
  linkRepository,
  type LinkRepositoryDeps,
  type LinkResult,
} from "../../integrations/link-repository.ts";
import { parseRepositoryName } from "../../integrations/repository-name.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Repository } from "../../integrations/repository-store.ts";
import type { RepositoryAddress } from "../../integrations/types.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

const bodySchema = z.object({
  /** `integrations:bitbucket_server` */
  provider: z.string("This field is required."),
  installation: z.union([z.string(), z.number()], "Give the integration's id.").optional(),
  /** `KEY/slug` */
  identifier: z.string("This field is required."),
});

export interface CreateRepositoryDeps extends LinkRepositoryDeps {
  registry: ProviderRegistry;
}

/** `POST /api/0/organizations/{organization}/repos/`: links a repository; 201. */
export function createLinkedRepository(app: Api, deps: CreateRepositoryDeps): void {
  app.post(
    "/api/0/organizations/:organization/repos/",
    { schema: { params: z.object({ organization: z.string() }), body: bodySchema } },
    async (request, reply) => {
      const { params, body } = request;
      const organization = await getOrganizationFor(deps.db, request, params.organization);
      const integration = await getIntegrationOf(deps, organization.id, body);
      const address = parseIdentifier(body.identifier);
      const log = request.log.child({ integrationId: integration.id, name: body.identifier });
      const result = await linkRepository(deps, integration, address, getActor(request)).catch(
        (error: unknown) => refuse(error, log),
      );
      const repository = getLinked(result, log);
      log.info({ repositoryId: repository.id }, "repository linked");
      const provider = deps.registry.get(integration.provider);
      return reply.status(201).send(toSentryRepository(repository, provider));
    },
  );
}

async function getIntegrationOf(
  { db, registry }: { db: Database; registry: ProviderRegistry },
  organizationId: number,
  { provider: providerId, installation }: z.infer<typeof bodySchema>,
): Promise<StoredIntegration> {
  const provider = registry.find(providerId.replace(/^integrations:/, ""));
  if (!provider) throw invalid(`There is no provider ${providerId}.`);
  const id = Number(installation ?? Number.NaN);
  if (!Number.isSafeInteger(id)) throw invalid(`${provider.name} requires an integration id.`);
  const integration = await findIntegration(db, { id: toRowId(id), organizationId });
  if (integration?.provider !== provider.key) {
    const detail = `There is no integration ${installation}. The list of integrations has their ids.`;
    throw new ApiError(404, { error_type: "not found", detail });
  }
  return integration;
}

function parseIdentifier(identifier: string): RepositoryAddress {
  const address = parseRepositoryName(identifier);
  if (address) return address;
  throw invalid(`"${identifier}" names no repository. Write KEY/slug, for example SHOP/web.`);
}

function getLinked(result: LinkResult, log: FastifyBaseLogger): Repository {
  if (result.kind === "linked") return result.repository;
  const reason = result.kind === "refused" ? result.reason : "It is linked already.";
  log.warn({ code: result.kind, reason }, "link refused");
  if (result.kind === "refused") throw invalid(result.reason);
  const message = `A repository with that configuration already exists: ${result.name} is linked.`;
  throw new ApiError(400, { detail: { code: "repo_exists", message, extra: {} } });
}

/** A host that may answer later is 503, for which clients come back. */
function refuse(error: unknown, log: FastifyBaseLogger): never {
  if (!(error instanceof IntegrationError)) throw error;
  log.warn({ code: error.code, reason: error.message }, "link refused");
  if (error.retryable) throw failure(503, "service unavailable", error.message);
  throw invalid(error.message);
}

function invalid(sentence: string): ApiError {
  return failure(400, "validation", sentence);
}

/** Sentry's shape, and `detail` for clients that know only that. */
function failure(status: number, errorType: string, sentence: string): ApiError {
  return new ApiError(status, {
    error_type: errorType,
    errors: { __all__: sentence },
    detail: sentence,
  });
}
