import type { Database } from "../../db/database.ts";
import { listKnownRepositoriesById } from "../../integrations/known-repository-store.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listRepositoryIdsOf } from "../../releases/release-repository-store.ts";
import type { Api } from "../api.ts";
import { listProvidersOf } from "../repositories/list-providers-of.ts";
import { toSentryRepository } from "../repositories/to-sentry-repository.ts";
import { getReleaseFor, RELEASE_ROOTS, releaseParams } from "./release-scope.ts";

/** `GET …/releases/{version}/repositories/`: those that it has commits of, by name. No release has many. */
export function listRepositoriesOfRelease(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  for (const root of RELEASE_ROOTS) {
    const path = `${root}:version/repositories/`;
    app.get(path, { schema: { params: releaseParams } }, async (request) => {
      const { organization, release } = await getReleaseFor(db, request, request.params);
      const ids = await listRepositoryIdsOf(db, release.id);
      const repositories = await listKnownRepositoriesById(db, ids);
      const providers = await listProvidersOf(db, registry, organization.id);
      return repositories
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
        .map((repository) => toSentryRepository(repository, providers(repository.integrationId)));
    });
  }
}
