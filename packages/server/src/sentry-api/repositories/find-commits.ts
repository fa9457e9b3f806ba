import type { RepositoryCommitAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { z } from "zod";
import { findCommitsBySha } from "../../commits/commit-list-store.ts";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import type { Api } from "../api.ts";
import { getOrganizationFor } from "../authenticate.ts";
import { showCommits } from "./show-commits.ts";

/** Forks share commits; beyond that 7 digits are hardly ever of two. */
const MOST_FOUND = 20;

const querystring = z.object({
  query: z
    .string()
    .trim()
    .regex(/^[0-9a-f]{7,40}$/i, {
      error: "Commits of all repositories are found by the first 7 or more digits of a sha.",
    })
    .meta({ description: "The first 7 or more digits of a sha." }),
});

/**
 * `GET /api/0/organizations/{organization}/commits/?query=518c229` (ours): the commits of that sha in all
 * repositories, newest first, 20 at most.
 */
export function findCommits(app: Api, deps: { db: Database; registry: ProviderRegistry }): void {
  app.get(
    "/api/0/organizations/:organization/commits/",
    { schema: { params: z.object({ organization: z.string() }), querystring } },
    async (request): Promise<RepositoryCommitAnswer[]> => {
      const organization = await getOrganizationFor(deps.db, request, request.params.organization);
      const digits = request.query.query.toLowerCase();
      return showCommits(
        deps,
        await findCommitsBySha(deps.db, organization.id, digits, MOST_FOUND),
      );
    },
  );
}
