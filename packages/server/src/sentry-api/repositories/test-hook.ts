import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { testRepositoryHook } from "../../integrations/test-repository-hook.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getProviderOf, getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * `POST /api/0/organizations/{organization}/repos/{repository}/test-hook/` (ours): has the host test the
 * webhook once more, and answers with the repository.
 */
export function testHook(
  app: Api,
  deps: {
    db: Database;
    registry: ProviderRegistry;
    installations: Installations;
    publicUrl: string;
  },
): void {
  app.post(
    "/api/0/organizations/:organization/repos/:repository/test-hook/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const { params } = request;
      const repository = await getRepositoryFor(deps.db, request, params);
      if (repository.hookId === null) {
        throw new ApiError(400, "The repository has no webhook. Unlink it and link it again.");
      }
      const tested = await testRepositoryHook(deps, repository);
      return toSentryRepository(tested, await getProviderOf(deps.db, deps.registry, tested));
    },
  );
}
