import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { findCompletionRules } from "../../upstream/completion/completion-rule-store.ts";
import type { Api } from "../api.ts";
import { getProjectFor } from "../projects/get-project-for.ts";
import { toRulesAnswer } from "./to-rules-answer.ts";

const params = z.object({ organization: z.string(), project: z.string() });

/** `GET /api/0/projects/{organization}/{project}/completion-rules/` (ours) */
export function getCompletionRules(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/projects/:organization/:project/completion-rules/",
    { schema: { params } },
    async (request) => {
      const { project } = await getProjectFor(db, request, request.params);
      return toRulesAnswer(await findCompletionRules(db, project.id));
    },
  );
}
