import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { previewCompletion } from "../../upstream/completion/preview-completion.ts";
import type { Upstreams } from "../../upstream/upstreams.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toSentryDate } from "../to-sentry-date.ts";

const params = z.object({ organization: z.string(), project: z.string() });

/**
 * `GET /api/0/projects/{organization}/{project}/completion-rules/preview/` (ours): what the rules would make
 * of the project's newest 50 releases upstream.
 */
export function previewCompletionRules(
  app: Api,
  deps: { db: Database; upstreams: Upstreams },
): void {
  app.get(
    "/api/0/projects/:organization/:project/completion-rules/preview/",
    { schema: { params } },
    async (request) => {
      const { project } = await getProjectFor(deps.db, request, request.params);
      const previewed = await previewCompletion(deps, project);
      return previewed.map(({ createdAt, isCompleted, ...release }) => ({
        ...release,
        wouldBeCompleted: isCompleted,
        dateCreated: toSentryDate(createdAt),
      }));
    },
  );
}
