import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { getRepository } from "../../integrations/repository-store.ts";
import { rotateHookSecret } from "../../integrations/rotate-hook-secret.ts";
import type { SecretBox } from "../../integrations/secret-box.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getProviderOf, getLinkedRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * `POST /api/0/organizations/{organization}/repos/{repository}/rotate-secret/` (ours): gives the webhook
 * another secret. The old one is accepted until the new one has signed a push. Answers with the repository.
 */
export function rotateSecret(
  app: Api,
  deps: {
    db: Database;
    registry: ProviderRegistry;
    installations: Installations;
    secretBox: SecretBox;
    publicUrl: string;
  },
): void {
  app.post(
    "/api/0/organizations/:organization/repos/:repository/rotate-secret/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const repository = await getLinkedRepositoryFor(deps.db, request, request.params);
      await rotateHookSecret(deps, repository, getActor(request));
      request.log.info({ repositoryId: repository.id }, "webhook secret rotated");
      const provider = await getProviderOf(deps.db, deps.registry, repository);
      return toSentryRepository(await getRepository(deps.db, repository.id), provider);
    },
  );
}
