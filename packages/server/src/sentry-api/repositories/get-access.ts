import type { Database } from "../../db/database.ts";
import type { Installations } from "../../integrations/installations.ts";
import type { Api } from "../api.ts";
import { getLinkedRepositoryFor, repositoryParams } from "./get-repository-for.ts";

/**
 * `GET /api/0/organizations/{organization}/repos/{repository}/access/` (ours): asks the host whether the
 * identity may still read and administer the repository; when not, `detail` says why.
 */
export function getAccess(
  app: Api,
  { db, installations }: { db: Database; installations: Installations },
): void {
  app.get(
    "/api/0/organizations/:organization/repos/:repository/access/",
    { schema: { params: repositoryParams } },
    async (request) => {
      const { params } = request;
      const repository = await getLinkedRepositoryFor(db, request, params);
      const { installation } = await installations.get(repository.integrationId);
      const access = await installation.hasRepoAccess(repository);
      return { hasAccess: access.ok, detail: access.ok ? null : access.reason };
    },
  );
}
