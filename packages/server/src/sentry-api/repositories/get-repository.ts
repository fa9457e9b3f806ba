import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { getProviderOf, getRepositoryFor, repositoryParams } from "./get-repository-for.ts";
import { showRepositories } from "./show-repositories.ts";

/** `GET /api/0/organizations/{organization}/repos/{repository}/` */
export function getKnownRepository(
  app: Api,
  { db, registry }: { db: Database; registry: ProviderRegistry },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const { params } = request;
      const repository = await getRepositoryFor(db, request, params);
      const provider = await getProviderOf(db, registry, repository);
      const [shown] = await showRepositories(db, [repository], () => provider);
      return shown;
    },
  );
}
