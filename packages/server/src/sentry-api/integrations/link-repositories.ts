import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { readLinkProgress } from "../../integrations/link-batch-store.ts";
import { linkInBatch } from "../../integrations/link-in-batch.ts";
import { parseRepositoryName } from "../../integrations/repository-name.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { getActor } from "../authenticate.ts";
import { getIntegrationFor, integrationParams } from "./get-integration-for.ts";
import { toLinkProgress } from "./get-link-progress.ts";

/** As many as a search without words tells. */
const MOST = 1_000;
const EXAMPLE = "Name each repository as KEY/slug, for example SHOP/web.";

const body = z.object({
  repositories: z
    .array(
      z
        .string()
        .trim()
        .max(300)
        .refine((name) => parseRepositoryName(name) !== undefined, EXAMPLE),
    )
    .min(1, EXAMPLE)
    .max(MOST, `Link at most ${MOST} at once.`),
});

/**
 * `POST /api/0/organizations/{organization}/integrations/{integration}/links/` (ours): 202; each is linked by a job,
 * and joins those that still wait. A single link is `POST …/repos/`, as in Sentry.
 */
export function linkRepositories(app: Api, deps: { db: Database; enqueue: Enqueue }): void {
  app.post(
    "/api/0/organizations/:organization/integrations/:integration/links/",
    { schema: { params: integrationParams, body } },
    async (request, reply) => {
      const integration = await getIntegrationFor(deps.db, request, request.params);
      const { repositories } = request.body;
      await linkInBatch(deps, integration, repositories, getActor(request));
      const progress = await readLinkProgress(deps.db, integration.id);
      return reply.status(202).send(toLinkProgress(progress));
    },
  );
}
