import {
  type CheckHookDeps,
  checkRepositoryHook,
} from "../../integrations/check-repository-hook.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { ApiError } from "../api-error.ts";
import type { Api } from "../api.ts";
import { getProviderOf, getLinkedRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * `POST /api/0/organizations/{organization}/repos/{repository}/test-hook/` (ours): checks the
 * webhook, repairs it at the host when it is not as it has to be, and has the host test it. Answers
 * with the repository.
 */
export function testHook(app: Api, deps: CheckHookDeps & { registry: ProviderRegistry }): void {
  app.post(
    "/api/0/organizations/:organization/repos/:repository/test-hook/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const { params } = request;
      const repository = await getLinkedRepositoryFor(deps.db, request, params);
      if (repository.hookId === null) {
        throw new ApiError(
          400,
          "The repository has no webhook yet: its link is under way. One that was cut off is finished within minutes.",
        );
      }
      const { repository: checked, ...check } = await checkRepositoryHook(deps, repository);
      if (check.repaired.length > 0) {
        request.log.info(
          { repositoryId: checked.id, repaired: check.repaired },
          "webhook repaired",
        );
      }
      if (check.failure?.retryable) throw check.failure;
      return toSentryRepository(checked, await getProviderOf(deps.db, deps.registry, checked));
    },
  );
}
