import type { ChoicesAnswer } from "@sentry-bitbucket-server/api-contract/link";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import { hostOf } from "../../integrations/host-of.ts";
import { type LinkedThrough, listLinked } from "../../integrations/link-store.ts";
import type { IntegrationInstallation, RemoteRepository } from "../../integrations/types.ts";
import type { Api } from "../api.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";

/** Without a search nobody reads further. */
const MOST_LISTED = 1_000;
/** Who finds more types more. */
const MOST_FOUND = 100;

/**
 * `GET /api/0/organizations/{organization}/integrations/{integration}/repos/?search=`: what can be
 * linked, without what this integration has linked already. `truncated` (ours): a search may find more.
 */
export function searchRepositories(
  app: Api,
  { db, installations }: { db: Database; installations: Installations },
): void {
  app.get(
    "/api/0/organizations/:organization/integrations/:integration/repos/",
    {
      schema: {
        params: integrationParams,
        querystring: z.object({ search: z.string().max(200).optional() }),
      },
    },
    async (request) => {
      const { params } = request;
      const integration = await getIntegrationFor(db, request, params);
      const { id, organizationId, metadata } = integration;
      const { installation } = await installations.get(id);
      const { found, truncated } = await find(installation, request.query.search?.trim());
      const ids = found.map(({ externalId }) => externalId);
      const linked = await listLinked(db, organizationId, hostOf(metadata), ids);
      const repos = found.flatMap((one) => toChoice(one, linked.get(one.externalId), id));
      return { repos, searchable: true, truncated };
    },
  );
}

async function find(
  installation: IntegrationInstallation,
  search: string | undefined,
): Promise<{ found: RemoteRepository[]; truncated: boolean }> {
  if (search) {
    const found = await installation.searchRepositories(search, MOST_FOUND);
    return { found, truncated: found.length === MOST_FOUND };
  }
  const found: RemoteRepository[] = [];
  for await (const repository of installation.getRepositories()) {
    if (found.length === MOST_LISTED) return { found, truncated: true };
    found.push(repository);
  }
  return { found, truncated: false };
}

/** @returns nothing for what this integration itself has linked */
function toChoice(
  { displayName, projectKey, slug, externalId }: RemoteRepository,
  linked: LinkedThrough | undefined,
  integrationId: number,
): ChoicesAnswer["repos"] {
  if (linked?.integrationId === integrationId) return [];
  const identifier = `${projectKey}/${slug}`;
  const linkedThrough = linked?.integrationName ?? null;
  return [{ name: displayName, identifier, defaultBranch: null, externalId, linkedThrough }];
}
