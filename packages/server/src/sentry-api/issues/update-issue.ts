import { z } from "zod";
import { applyStatus } from "../../issues/apply-status.ts";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { getUser } from "../authenticate.ts";
import { getIssueFor, issueParams } from "./get-issue-for.ts";
import { type ShowIssueDeps, showIssue } from "./show-issue.ts";

const STATUSES = ["resolved", "unresolved", "ignored"] as const;

const body = z.object({
  status: z.enum(STATUSES, { error: `status is one of ${STATUSES.join(", ")}.` }).optional(),
  statusDetails: z.record(z.string(), z.unknown()).optional(),
});

/** `PUT /api/0/organizations/{organization}/issues/{issue}/`: resolves, re-opens or ignores by hand. */
export function updateIssue(app: Api, deps: ShowIssueDeps): void {
  const { db } = deps;
  app.put(
    "/api/0/organizations/:organization/issues/:issue/",
    { schema: { params: issueParams, body } },
    async (request) => {
      const { params } = request;
      const { organization, issue } = await getIssueFor(db, request, params);
      const { status, statusDetails } = request.body;
      if (Object.keys(statusDetails ?? {}).length > 0) {
        const sentence =
          "statusDetails is not supported by this version. Send the status alone, or name the issue in a commit message: Fixes SHORT-ID.";
        throw new ApiError(400, { statusDetails: [sentence] });
      }
      const { userId } = getUser(request);
      if (status !== undefined) await applyStatus(db, issue, { status, userId });
      const changed = await getIssueFor(db, request, params);
      return showIssue(deps, organization, changed.issue);
    },
  );
}
