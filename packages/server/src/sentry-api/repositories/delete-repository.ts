import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { unlinkRepository } from "../../integrations/unlink-repository.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getProviderOf, getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { toSentryRepository } from "./to-sentry-repository.ts";

/**
 * `DELETE /api/0/organizations/{organization}/repos/{repository}/`: 202 as in Sentry, though it is gone
 * at once. With `?leaveHook=1` (ours) also when Bitbucket does not let us delete the webhook, which then stays there.
 */
export function deleteKnownRepository(
  app: Api,
  deps: {
    db: Database;
    registry: ProviderRegistry;
    installations: Installations;
    publicUrl: string;
  },
): void {
  app.delete(
    "/api/0/organizations/:organization/repos/:repository/",
    {
      schema: {
        params: repositoryParams,
        querystring: z.object({ leaveHook: z.enum(["0", "1"]).optional() }),
      },
    },
    async (request, reply) => {
      const { params } = request;
      const repository = await getRepositoryFor(deps.db, request, params);
      const provider = await getProviderOf(deps.db, deps.registry, repository);
      const mayLeaveHook = request.query.leaveHook === "1";
      await unlinkRepository(deps, repository, getActor(request), { mayLeaveHook });
      const { id: repositoryId, organizationId, name } = repository;
      request.log.info({ repositoryId, organizationId, name }, "repository unlinked");
      const answer = toSentryRepository(repository, provider);
      return reply.status(202).send({ ...answer, status: "pending_deletion" });
    },
  );
}
