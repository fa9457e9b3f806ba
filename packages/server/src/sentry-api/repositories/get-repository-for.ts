import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import { findIntegration } from "../../integrations/integration-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import {
  findKnownRepository,
  type KnownRepository,
} from "../../integrations/known-repository-store.ts";
import type { Repository } from "../../integrations/repository-store.ts";
import type { IntegrationProvider } from "../../integrations/integration-provider.ts";
import { ApiError, notFound } from "../api-error.ts";
import { getOrganizationFor } from "../authenticate.ts";

export const repositoryParams = z.object({ organization: z.string(), repository: z.string() });

/** The repository in the path, when the caller may act on its organization. */
export async function getRepositoryFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof repositoryParams>,
): Promise<KnownRepository> {
  const organization = await getOrganizationFor(db, request, params.organization);
  const repository = await findKnownRepository(db, toRowId(params.repository));
  if (repository?.organizationId !== organization.id) {
    throw notFound(
      `There is no repository ${params.repository}. Its id is in the list of repositories.`,
    );
  }
  return repository;
}

/** The same, for what only the host of a linked one can do. */
export async function getLinkedRepositoryFor(
  db: Database,
  request: FastifyRequest,
  params: z.infer<typeof repositoryParams>,
): Promise<Repository> {
  const repository = await getRepositoryFor(db, request, params);
  if (repository.integrationId !== null) return repository;
  throw new ApiError(
    400,
    `${repository.name} is known only by commits that were sent. Link the repository first.`,
  );
}

/** @returns undefined when it is not linked */
export async function getProviderOf(
  db: Database,
  registry: ProviderRegistry,
  repository: KnownRepository,
): Promise<IntegrationProvider | undefined> {
  if (repository.integrationId === null) return undefined;
  const integration = await findIntegration(db, { id: repository.integrationId });
  if (!integration) throw notFound();
  return registry.get(integration.provider);
}
