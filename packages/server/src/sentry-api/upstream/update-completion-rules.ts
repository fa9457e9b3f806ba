import { z } from "zod";
import { recordAct } from "../../audit/audit-log-store.ts";
import type { Database } from "../../db/database.ts";
import { listRepositories } from "../../integrations/repository-store.ts";
import { saveCompletionRules } from "../../upstream/completion/completion-rule-store.ts";
import { COMPLETION_RULES } from "../../upstream/completion/find-candidates.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getActor } from "../authenticate.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toRulesAnswer } from "./to-rules-answer.ts";

const params = z.object({ organization: z.string(), project: z.string() });

const body = z.object({
  by: z
    .array(z.enum(COMPLETION_RULES, `Must be any of ${COMPLETION_RULES.join(", ")}.`))
    .max(COMPLETION_RULES.length)
    .transform((rules) => [...new Set(rules)]),
  /** Numbers of linked repositories; null: any. */
  repositories: z.array(z.coerce.number("Must be numbers of repositories.").int()).nullish(),
});

/**
 * `PUT /api/0/projects/{organization}/{project}/completion-rules/` (ours): how releases that have no commits
 * upstream are told theirs.
 */
export function updateCompletionRules(app: Api, { db }: { db: Database }): void {
  app.put(
    "/api/0/projects/:organization/:project/completion-rules/",
    { schema: { params, body } },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      const { by, repositories } = request.body;
      const rules = { by, repositoryIds: repositories ?? undefined };
      const { organizationId } = project;
      await db.transaction().execute(async (trx) => {
        await refuseUnlinked(trx, organizationId, rules.repositoryIds);
        await saveCompletionRules(trx, project.id, rules);
        await recordAct(trx, {
          organizationId,
          event: "upstream.rules",
          actor: getActor(request),
          target: project.slug,
          data: { by, repositories: rules.repositoryIds?.map(String) ?? null },
        });
      });
      return toRulesAnswer(rules);
    },
  );
}

async function refuseUnlinked(
  trx: Database,
  organizationId: number,
  ids: number[] | undefined,
): Promise<void> {
  if (!ids) return;
  const linked = new Set((await listRepositories(trx, organizationId)).map(({ id }) => id));
  const unknown = ids.filter((id) => !linked.has(id));
  if (unknown.length === 0) return;
  throw new ApiError(400, {
    repositories: [`Not linked: ${unknown.join(", ")}. Link them first.`],
  });
}
