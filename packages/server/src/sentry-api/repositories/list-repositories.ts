import { z } from "zod";
import { toRowId } from "../../db/row-id.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import {
  type KnownRepository,
  listKnownRepositories,
} from "../../integrations/known-repository-store.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { isSentryCli } from "../is-sentry-cli.ts";
import { answerPage, byText, pageQuery, parsePage } from "../page.ts";
import { listProvidersOf } from "./list-providers-of.ts";
import { showRepositories } from "./show-repositories.ts";
import { toCliRepositories } from "./to-cli-repositories.ts";

const byName = byText((repository: KnownRepository) => repository.name);

const querystring = z.object({
  ...pageQuery,
  query: z.string().max(200).optional(),
  status: z.string().optional(),
  integration_id: z.coerce
    .number("The integration's id is a number.")
    .int()
    .transform(toRowId)
    .optional(),
});

/** `GET /api/0/organizations/{organization}/repos/`, also those that are known by a name alone. */
export function listOrganizationRepositories(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request, reply) => {
      const { organization: slug } = request.params;
      const organization = await getOrganizationFor(db, request, slug);
      const { query, status, integration_id: integrationId } = request.query;
      // What is unlinked is gone: no repository has another status than active.
      if (status !== undefined && status !== "active") return [];
      const page = parsePage(request.query, byName);
      const filter = { query, integrationId, page };
      const rows = await listKnownRepositories(db, organization.id, filter);
      const repositories = answerPage(reply, request, { page, rows, order: byName });
      const providers = await listProvidersOf(db, registry, organization.id);
      const providerOf = (repository: KnownRepository) => providers(repository.integrationId);
      if (!isSentryCli(request.headers["user-agent"])) {
        return showRepositories(db, repositories, providerOf);
      }
      return repositories.flatMap((repository) =>
        toCliRepositories(repository, providerOf(repository)),
      );
    },
  );
}
